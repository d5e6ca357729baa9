package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around the method that returns a managed connection to the pool. */
public final class ReleaseAdvice {

    private ReleaseAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static @Nullable Object enter(@Advice.This Object pool, @Advice.Argument(0) Object managed) {
        Object hook = System.getProperties().get(HookKey.RELEASED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(pool, managed);
        }
        return hook;
    }

    /** Calls the hook that {@code enter} called, even if another one was installed in the meantime. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(@Advice.Enter @Nullable Object hook) {
        if (hook != null) {
            ((BiConsumer<@Nullable Object, @Nullable Object>) hook).accept(null, null);
        }
    }
}
