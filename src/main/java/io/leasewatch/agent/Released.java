package io.leasewatch.agent;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven in where a managed connection goes back into the pool. {@link Tidying} is woven around the same. */
final class Released {

    private Released() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void enter(@Advice.This Object pool, @Advice.Argument(0) Object managed) {
        Object hook = System.getProperties().get(Key.RELEASED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(pool, managed);
        }
    }
}
