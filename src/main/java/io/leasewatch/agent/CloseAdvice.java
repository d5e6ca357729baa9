package io.leasewatch.agent;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven into the method that closes a handle. The server calls it once per handle. */
final class CloseAdvice {

    private CloseAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void enter(@Advice.This Object handle, @Advice.FieldValue(AddedMembers.KEPT) Object lease) {
        Object hook = System.getProperties().get(HookKey.CLOSED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(handle, lease);
        }
    }
}
