package io.leasewatch.agent.advice;

import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;

/** Woven into constructors of the server's records of tasks, which the submitting thread makes. The record keeps what the hook returns. */
public final class SubmitAdvice {

    private SubmitAdvice() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(
            @Advice.This Object task, @Advice.FieldValue(value = AddedField.NAME, readOnly = false) Object work) {
        Object hook = System.getProperties().get(HookKey.SUBMITTED);
        if (hook != null) {
            work = ((BiFunction<Object, Object, Object>) hook).apply(task, task);
        }
    }
}
