package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around the method that takes a managed connection out of the pool. */
public final class ReserveAdvice {

    private ReserveAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void enter(@Advice.This Object pool) {
        Object hook = System.getProperties().get(HookKey.RESERVING);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(pool, pool);
        }
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(
            @Advice.This Object pool,
            @Advice.Return @Nullable Object managed,
            @Advice.Thrown @Nullable Throwable failure) {
        Object hook = System.getProperties().get(failure == null ? HookKey.RESERVED : HookKey.DENIED);
        if (hook != null) {
            ((BiConsumer<Object, @Nullable Object>) hook).accept(pool, failure == null ? managed : failure);
        }
    }
}
