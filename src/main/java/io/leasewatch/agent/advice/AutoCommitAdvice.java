package io.leasewatch.agent.advice;

import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/** Woven into the method by which an application switches the auto-commit of a handle. */
public final class AutoCommitAdvice {

    private AutoCommitAdvice() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static void exit(@Advice.FieldValue(AddedField.NAME) Object lease, @Advice.Argument(0) boolean on) {
        Object hook = System.getProperties().get(HookKey.AUTO_COMMITS);
        if (hook != null) {
            ((BiConsumer<Object, Object>) hook).accept(lease, on);
        }
    }
}
