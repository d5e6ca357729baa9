package io.leasewatch.core.request;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A declared lease that is open until {@link #close}. Connections that its thread acquires meanwhile become its children.
 *
 * <p>May be closed by any thread and any number of times; only the first call has an effect on the lease.
 */
public final class Tracking implements AutoCloseable {

    private final LeaseRegistry registry;
    private final @Nullable Lease lease;
    private final @Nullable Scope scope;
    private final Consumer<Tracking> atTheEnd;

    private Tracking(LeaseRegistry registry, @Nullable Lease lease, Consumer<Tracking> atTheEnd) {
        this.registry = registry;
        this.lease = lease;
        this.scope = lease == null ? null : enter(lease);
        this.atTheEnd = atTheEnd;
    }

    public static Tracking begin(LeaseRegistry registry, Borrower borrower) {
        return begin(registry, borrower, over -> {});
    }

    /** Begins a piece of work; {@code atTheEnd} is called by every {@link #close}. */
    public static Tracking begin(LeaseRegistry registry, Borrower borrower, Consumer<Tracking> atTheEnd) {
        Lease lease = registry.enabled() ? registry.declare(borrower) : null;
        return new Tracking(registry, lease, atTheEnd);
    }

    /** Begins a piece of work whose site is known. */
    public static Tracking begin(LeaseRegistry registry, Borrower borrower, Site site) {
        return new Tracking(registry, registry.declare(borrower, site), over -> {});
    }

    private static Scope enter(Lease lease) {
        ThreadContext holder = ThreadContext.current();
        Scope scope = new Scope(lease.borrower(), lease, holder.scope());
        holder.enter(scope);
        return scope;
    }

    @Override
    public void close() {
        close(Outcome.RETURNED);
    }

    /** Ends the lease because the work threw {@code error}. */
    void fail(Throwable error) {
        close(Outcome.FAILED);
        if (lease != null) {
            registry.recordError(lease.borrower(), error);
        }
    }

    private void close(Outcome outcome) {
        if (lease != null && scope != null && registry.close(lease, outcome)) {
            registry.ownership().ended(scope);
        }
        atTheEnd.accept(this);
    }
}
