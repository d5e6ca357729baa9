package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven into the method that closes a connection of a pool of an application. It may be called several times per connection. */
public final class ReturnAdvice {

    private ReturnAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void enter(@Advice.This Object connection) {
        Object hook = System.getProperties().get(HookKey.RETURNED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(connection, connection);
        }
    }
}
