package io.leasewatch.agent.advice;

import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Runs, when a woven method returns or throws, what the hook returned at its beginning. */
public final class EndAdvice {

    private EndAdvice() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object end) {
        if (end != null) {
            ((Runnable) end).run();
        }
    }
}
