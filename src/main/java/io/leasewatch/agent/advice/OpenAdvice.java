package io.leasewatch.agent.advice;

import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;

/** Woven into the method that opens a handle. The handle keeps the record that the hook returns. */
public final class OpenAdvice {

    private OpenAdvice() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(
            @Advice.This Object handle, @Advice.FieldValue(value = AddedField.NAME, readOnly = false) Object lease) {
        Object hook = System.getProperties().get(HookKey.OPENED);
        if (hook != null) {
            lease = ((BiFunction<Object, Object, Object>) hook).apply(handle, handle);
        }
    }
}
