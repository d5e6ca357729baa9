package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around methods that discard connections, including connections in use. Ends as {@link ContainerCloseAdvice} does. */
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
}
