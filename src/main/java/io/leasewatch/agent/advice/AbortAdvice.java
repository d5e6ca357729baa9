package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around methods that discard connections, including connections in use. */
public final class AbortAdvice {

    private AbortAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static @Nullable Object enter() {
        Object hook = System.getProperties().get(HookKey.ABORTING);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(Boolean.TRUE, Boolean.TRUE);
        }
        return hook;
    }

    /** Calls the hook that {@code enter} called, even if another one was installed in the meantime. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(@Advice.Enter @Nullable Object hook) {
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(Boolean.FALSE, Boolean.FALSE);
        }
    }
}
