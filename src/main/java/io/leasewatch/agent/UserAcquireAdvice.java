package io.leasewatch.agent;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The same as {@link AcquireAdvice} for a method that a pool also fills itself by, with a wait of 0. */
final class UserAcquireAdvice {

    private UserAcquireAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static @Nullable Object enter(
            @Advice.This Object pool, @Advice.Origin("#t") String type, @Advice.Argument(0) int wait) {
        Object hook = wait == 0 ? null : System.getProperties().get(HookKey.ASKED);
        return hook == null ? null : ((BiFunction<Object, Object, Object>) hook).apply(pool, type);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(
            @Advice.Enter @Nullable Object answered,
            @Advice.Return @Nullable Object connection,
            @Advice.Thrown @Nullable Throwable failure) {
        if (answered != null) {
            ((BiConsumer<@Nullable Object, @Nullable Object>) answered).accept(connection, failure);
        }
    }
}
