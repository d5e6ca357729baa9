package io.leasewatch.agent;

import java.util.function.BiFunction;
import net.bytebuddy.asm.Advice;

/** Woven in where a handle that stayed open gets a managed connection again. */
final class Rejoined {

    private Rejoined() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(
            @Advice.This Object handle, @Advice.FieldValue(value = Additions.KEPT, readOnly = false) Object lease) {
        Object hook = System.getProperties().get(Key.REJOINED);
        if (hook != null) {
            lease = ((BiFunction<Object, Object, Object>) hook).apply(handle, lease);
        }
    }
}
