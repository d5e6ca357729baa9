package io.leasewatch.agent;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven in where a managed connection comes out of the pool. */
final class Reserved {

    private Reserved() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(@Advice.This Object pool, @Advice.Return Object managed) {
        Object hook = System.getProperties().get(Key.RESERVED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(pool, managed);
        }
    }
}
