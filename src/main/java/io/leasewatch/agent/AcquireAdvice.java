package io.leasewatch.agent;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around the method that acquires a connection from a pool of an application. */
final class AcquireAdvice {

    private AcquireAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static @Nullable Object enter(@Advice.This Object pool, @Advice.Origin("#t") String type) {
        Object hook = System.getProperties().get(HookKey.ACQUIRING);
        return hook == null ? null : ((BiFunction<Object, Object, Object>) hook).apply(pool, type);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(
            @Advice.Enter @Nullable Object end,
            @Advice.Return @Nullable Object connection,
            @Advice.Thrown @Nullable Throwable failure) {
        if (end != null) {
            ((BiConsumer<@Nullable Object, @Nullable Object>) end).accept(connection, failure);
        }
    }
}
