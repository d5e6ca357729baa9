package io.leasewatch.agent.advice;

import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;

/** Woven into the method by which an open handle gets a managed connection again. */
public final class ReassociateAdvice {

    private ReassociateAdvice() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(
            @Advice.This Object handle, @Advice.FieldValue(value = AddedField.NAME, readOnly = false) Object lease) {
        Object hook = System.getProperties().get(HookKey.REASSOCIATED);
        if (hook != null) {
            lease = ((BiFunction<Object, Object, Object>) hook).apply(handle, lease);
        }
    }
}
