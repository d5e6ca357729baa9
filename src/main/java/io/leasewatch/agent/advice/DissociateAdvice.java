package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven into the method by which a handle loses its managed connection and stays open. */
public final class DissociateAdvice {

    private DissociateAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void enter(@Advice.This Object handle, @Advice.FieldValue(AddedField.NAME) Object lease) {
        Object hook = System.getProperties().get(HookKey.DISSOCIATED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(handle, lease);
        }
    }
}
