package io.leasewatch.agent;

import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;

/** Woven into the method by which an open handle gets a managed connection again. */
final class ReassociateAdvice {

    private ReassociateAdvice() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(
            @Advice.This Object handle, @Advice.FieldValue(value = AddedMembers.KEPT, readOnly = false) Object lease) {
        Object hook = System.getProperties().get(HookKey.REASSOCIATED);
        if (hook != null) {
            lease = ((BiFunction<Object, Object, Object>) hook).apply(handle, lease);
        }
    }
}
