package io.leasewatch.request;

import io.leasewatch.lease.Borrower;
import io.leasewatch.lease.Holder;
import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.Outcome;
import io.leasewatch.lease.Scope;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A declared lease that goes on until it is closed; connections that its thread takes meanwhile are its children.
 *
 * <p>May be closed by any thread and any number of times; the first counts.
 */
public final class Tracking implements AutoCloseable {

    private final LeaseRegistry registry;
    private final @Nullable Lease lease;
    private final Consumer<Tracking> atTheEnd;

    private Tracking(LeaseRegistry registry, @Nullable Lease lease, Consumer<Tracking> atTheEnd) {
        this.registry = registry;
        this.lease = lease;
        this.atTheEnd = atTheEnd;
    }

    static Tracking begin(LeaseRegistry registry, Borrower borrower) {
        return begin(registry, borrower, over -> {});
    }

    /** Calls {@code atTheEnd} each time it is closed. */
    static Tracking begin(LeaseRegistry registry, Borrower borrower, Consumer<Tracking> atTheEnd) {
        Lease lease = registry.enabled() ? registry.declare(borrower) : null;
        if (lease != null) {
            Holder holder = Holder.current();
            holder.enter(new Scope(borrower, lease, holder.scope()));
        }
        return new Tracking(registry, lease, atTheEnd);
    }

    @Override
    public void close() {
        close(Outcome.RETURNED);
    }

    void close(Outcome outcome) {
        if (lease != null) {
            registry.close(lease, outcome);
        }
        atTheEnd.accept(this);
    }
}
