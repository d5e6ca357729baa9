package io.leasewatch.agent.advice;

import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around the run of a task that an application has submitted, whose record is in a field. Ends with {@link EndAdvice}. */
public final class RunAdvice {

    private RunAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static @Nullable Object enter(@Advice.FieldValue("callback") @Nullable Object task) {
        Object hook = task == null ? null : System.getProperties().get(HookKey.RUNNING);
        return hook == null ? null : ((BiFunction<Object, @Nullable Object, Object>) hook).apply(task, task);
    }

    /** For a task that is its own record. */
    public static final class Scheduled {

        private Scheduled() {}

        @Advice.OnMethodEnter(suppress = Throwable.class)
        @SuppressWarnings("unchecked")
        static @Nullable Object enter(@Advice.This Object task) {
            Object hook = System.getProperties().get(HookKey.RUNNING);
            return hook == null ? null : ((BiFunction<Object, Object, Object>) hook).apply(task, task);
        }
    }
}
