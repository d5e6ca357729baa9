package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven into the method that closes a pool of an application, and with it all its open connections. */
public final class PoolCloseAdvice {

    private PoolCloseAdvice() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(@Advice.This Object pool) {
        Object hook = System.getProperties().get(HookKey.POOL_CLOSED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(pool, pool);
        }
    }
}
