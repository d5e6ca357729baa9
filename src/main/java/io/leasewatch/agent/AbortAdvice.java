package io.leasewatch.agent;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around what throws connections away, in use or not. */
final class AbortAdvice {

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

    /** Ends with the hook that it began with, whatever was installed in the meantime. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(@Advice.Enter @Nullable Object hook) {
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(Boolean.FALSE, Boolean.FALSE);
        }
    }
}
