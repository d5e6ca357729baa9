package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven into the method that prepares a physical connection for its next user. If it fails, the server destroys the connection. */
public final class CleanupAdvice {

    private CleanupAdvice() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(@Advice.This Object managed, @Advice.Thrown @Nullable Throwable failure) {
        Object hook = failure == null ? null : System.getProperties().get(HookKey.NOT_CLEANED);
        if (hook != null) {
            ((BiConsumer<Object, @Nullable Object>) hook).accept(managed, failure);
        }
    }
}
