package io.leasewatch.agent;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven in where an application's pool throws a connection away, in use or not. */
final class DiscardAdvice {

    private DiscardAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void enter(@Advice.Argument(0) Object connection) {
        Object hook = System.getProperties().get(HookKey.DISCARDED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(connection, connection);
        }
    }
}
