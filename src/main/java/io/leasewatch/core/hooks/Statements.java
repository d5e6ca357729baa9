package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records the execution of statements on handles. */
final class Statements {

    private final LeaseRegistry registry;

    Statements(LeaseRegistry registry) {
        this.registry = registry;
    }

    /**
     * The execution of a statement begins on {@code handle}. Returns an object that accepts the statement and is run when the
     * execution ends, {@code null} for none.
     */
    @Nullable
    Object begins(@Nullable Object handle, @Nullable Object sql) {
        if (!(handle instanceof Supplier<?> keeper) || !(keeper.get() instanceof HandleRecord taken)) {
            return null;
        }
        Lease lease = taken.lease();
        String text = sql instanceof String known ? known : null;
        registry.executions().started(lease, text);
        return new Execution(registry, lease, text);
    }

    /** One execution of a statement. */
    private record Execution(
            LeaseRegistry registry, Lease lease, @Nullable String sql) implements Runnable, Consumer<Object> {

        @Override
        public void accept(Object statement) {
            if (statement instanceof Statement known) {
                registry.executions().startedBy(lease, known);
            }
        }

        @Override
        public void run() {
            registry.executions().ended(lease, sql);
        }
    }
}
