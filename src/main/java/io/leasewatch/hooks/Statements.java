package io.leasewatch.hooks;

import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Statements that are executed with a lease. */
final class Statements {

    private final LeaseRegistry registry;

    Statements(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** A statement begins on {@code handle}. Answers what is to be run when it ends, if anything. */
    @Nullable
    Runnable begins(@Nullable Object handle, @Nullable Object sql) {
        if (!(handle instanceof Supplier<?> keeper) || !(keeper.get() instanceof Taken taken)) {
            return null;
        }
        Lease lease = taken.lease();
        String text = sql instanceof String known ? known : null;
        registry.executing(lease, text);
        return () -> registry.executed(lease, text);
    }
}
