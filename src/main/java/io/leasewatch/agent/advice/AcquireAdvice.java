package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around the method that acquires a connection from a pool of an application. */
public final class AcquireAdvice {

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

    /** Like the outer class, whose exit is woven with it, for a method by which the pool also fills itself; these calls have a wait of 0 and are ignored. */
    public static final class ByUser {

        private ByUser() {}

        @Advice.OnMethodEnter(suppress = Throwable.class)
        @SuppressWarnings("unchecked")
        static @Nullable Object enter(
                @Advice.This Object pool, @Advice.Origin("#t") String type, @Advice.Argument(0) int wait) {
            Object hook = wait == 0 ? null : System.getProperties().get(HookKey.ACQUIRING);
            return hook == null ? null : ((BiFunction<Object, Object, Object>) hook).apply(pool, type);
        }
    }
}
