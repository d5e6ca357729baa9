package io.leasewatch.request;

import io.leasewatch.lease.Borrower;
import io.leasewatch.lease.Holder;
import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.Outcome;
import io.leasewatch.lease.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A declared lease that goes on until it is closed; connections that its thread takes meanwhile are its children.
 *
 * <p>May be closed by any thread and any number of times; the first counts.
 */
public final class Tracking implements AutoCloseable {

    private final LeaseRegistry registry;
    private final @Nullable Lease lease;

    private Tracking(LeaseRegistry registry, @Nullable Lease lease) {
        this.registry = registry;
        this.lease = lease;
    }

    static Tracking begin(LeaseRegistry registry, Borrower borrower) {
        Lease lease = registry.enabled() ? registry.declare(borrower) : null;
        if (lease != null) {
            Holder holder = Holder.current();
            holder.enter(new Scope(borrower, lease, holder.scope()));
        }
        return new Tracking(registry, lease);
    }

    @Override
    public void close() {
        close(Outcome.RETURNED);
    }

    void close(Outcome outcome) {
        if (lease != null) {
            registry.close(lease, outcome);
        }
    }
}
