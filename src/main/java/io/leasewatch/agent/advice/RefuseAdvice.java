package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven into the method by which a request fails to get a connection. */
public final class RefuseAdvice {

    private RefuseAdvice() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(@Advice.FieldValue("pm") Object pool, @Advice.Thrown @Nullable Throwable failure) {
        Object hook = failure == null ? null : System.getProperties().get(HookKey.REFUSED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(pool, failure);
        }
    }
}
