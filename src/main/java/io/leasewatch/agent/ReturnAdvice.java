package io.leasewatch.agent;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven in where a connection of an application's pool is closed, however often. */
final class ReturnAdvice {

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
