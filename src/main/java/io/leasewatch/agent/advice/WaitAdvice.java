package io.leasewatch.agent.advice;

import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around the method in which a request waits for a connection to be returned. Ends with {@link EndAdvice}. */
public final class WaitAdvice {

    private WaitAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static @Nullable Object enter(@Advice.FieldValue("pm") Object pool) {
        Object hook = System.getProperties().get(HookKey.WAITING);
        return hook == null ? null : ((BiFunction<Object, Object, Object>) hook).apply(pool, Boolean.TRUE);
    }
}
