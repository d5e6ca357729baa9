package io.leasewatch.core.lease;

import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.work.Borrower;
import java.util.List;
import java.util.Objects;

/** A registry with a hand-moved ticker, for tests of the packages that look at leases. The site is the line that calls in here. */
public final class Leases {

    public final ManualTicker ticker = new ManualTicker();
    public final LeaseRegistry registry = new LeaseRegistry(
            ticker,
            new LeaseSettings(
                    true, CaptureMode.SITE, 100, new PackageRules(List.of(), List.of(Leases.class.getName()))));

    /** Takes a connection in nobody's name. */
    public Lease take(String pool) {
        return Objects.requireNonNull(registry.open(Acquisition.of(registry.pool(pool, ""))));
    }

    /** Takes a connection in the name of {@code borrower}. */
    public Lease take(String pool, Borrower borrower) {
        Scope before = ThreadContext.current().enter(new Scope(borrower));
        try {
            return Objects.requireNonNull(registry.open(Acquisition.of(registry.pool(pool, ""))));
        } finally {
            ThreadContext.current().enter(before);
        }
    }

    /** Begins a piece of work in which no connection was taken so far. */
    public Lease declare(Borrower borrower) {
        return Objects.requireNonNull(registry.declare(borrower));
    }

    public void giveBack(Lease lease) {
        registry.close(lease, Outcome.RETURNED);
    }
}
