package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Statements that are executed with a lease. */
final class Statements {

    private final LeaseRegistry registry;

    Statements(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** A statement begins on {@code handle}. Answers what is to be told which one it is, and run when it ends, if anything. */
    @Nullable
    Object begins(@Nullable Object handle, @Nullable Object sql) {
        if (!(handle instanceof Supplier<?> keeper) || !(keeper.get() instanceof HandleRecord taken)) {
            return null;
        }
        Lease lease = taken.lease();
        String text = sql instanceof String known ? known : null;
        registry.executing(lease, text);
        return new Execution(registry, lease, text);
    }

    /** One execution of a statement. */
    private record Execution(
            LeaseRegistry registry, Lease lease, @Nullable String sql) implements Runnable, Consumer<Object> {

        @Override
        public void accept(Object statement) {
            if (statement instanceof Statement known) {
                registry.executedBy(lease, known);
            }
        }

        @Override
        public void run() {
            registry.executed(lease, sql);
        }
    }
}
