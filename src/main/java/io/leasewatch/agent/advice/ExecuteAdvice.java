package io.leasewatch.agent.advice;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Woven around the execution of a statement. The SQL is the first argument, or unknown. Ends with {@link EndAdvice}. */
public final class ExecuteAdvice {

    private ExecuteAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("unchecked")
    static @Nullable Object enter(
            @Advice.This Object statement,
            @Advice.FieldValue("parentWrapper") Object handle,
            @Advice.Argument(value = 0, optional = true) @Nullable Object sql) {
        Object hook = System.getProperties().get(HookKey.EXECUTING);
        Object end = hook == null ? null : ((BiFunction<Object, Object, Object>) hook).apply(handle, sql);
        if (end instanceof Consumer) {
            ((Consumer<Object>) end).accept(statement);
        }
        return end;
    }

    /** Woven around the execution of a prepared statement, which has its SQL in a field. */
    public static final class Prepared {

        private Prepared() {}

        @Advice.OnMethodEnter(suppress = Throwable.class)
        @SuppressWarnings("unchecked")
        static @Nullable Object enter(
                @Advice.This Object statement,
                @Advice.FieldValue("parentWrapper") Object handle,
                @Advice.FieldValue("sql") @Nullable Object sql) {
            Object hook = System.getProperties().get(HookKey.EXECUTING);
            Object end = hook == null ? null : ((BiFunction<Object, Object, Object>) hook).apply(handle, sql);
            if (end instanceof Consumer) {
                ((Consumer<Object>) end).accept(statement);
            }
            return end;
        }
    }
}
