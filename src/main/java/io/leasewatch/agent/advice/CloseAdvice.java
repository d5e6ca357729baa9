package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;

/** Woven into the method that closes a handle. The server calls it once per handle. */
public final class CloseAdvice {

    private CloseAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void enter(@Advice.This Object handle, @Advice.FieldValue(AddedField.NAME) Object lease) {
        Object hook = System.getProperties().get(HookKey.CLOSED);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(handle, lease);
        }
    }

    /** Woven into the method by which an application closes a handle. The method does nothing if the server has closed the handle. */
    public static final class Again {

        private Again() {}

        @Advice.OnMethodEnter(suppress = Throwable.class)
        @SuppressWarnings("unchecked")
        static void enter(@Advice.This Object handle, @Advice.FieldValue("state") Object state) {
            // The class is also that of statements and result sets, which keep nothing.
            if (handle instanceof Supplier && "CLOSED".equals(state.toString())) {
                Object hook = System.getProperties().get(HookKey.CLOSED);
                if (hook != null) {
                    ((BiConsumer<Object, Object>) hook).accept(handle, ((Supplier<Object>) handle).get());
                }
            }
        }
    }
}
