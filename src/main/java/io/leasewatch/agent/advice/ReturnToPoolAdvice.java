package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven into the method by which a pool of an application takes a connection back. */
public final class ReturnToPoolAdvice {

    private ReturnToPoolAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void enter(@Advice.Argument(0) Object connection) {
        Object hook = System.getProperties().get(HookKey.RETURNED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(connection, connection);
        }
    }
}
