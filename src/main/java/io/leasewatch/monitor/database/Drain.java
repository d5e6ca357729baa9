package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.time.Ticker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Waits for the open connections of guarded databases while the server stops, and reports those that were not returned. Running work may
 * still acquire connections meanwhile, so the number of open connections can rise again from zero.
 *
 * <p>Not thread-safe.
 */
final class Drain {

    private final LeaseRegistry registry;
    private final Ticker ticker;
    private final ShutdownLog log;
    private final Set<String> pools;
    private final Duration limit;
    private final long beganNanos;
    private boolean reported;

    Drain(LeaseRegistry registry, ShutdownLog log, Set<String> pools, Duration limit) {
        this.registry = registry;
        this.ticker = registry.ticker();
        this.log = log;
        this.pools = pools;
        this.limit = limit;
        this.beganNanos = ticker.nanos();
        log.log(
                Level.INFO,
                "LSW7101I: The server is stopping. It waits up to " + HumanText.duration(limit) + " for "
                        + HumanText.count(expected().size(), "open connection")
                        + " to guarded databases. New work gets no connection.");
    }

    /** Whether the time limit has passed. */
    boolean isLate() {
        return elapsed().compareTo(limit) >= 0;
    }

    /** Whether to go on waiting: connections are open that have not leaked, and the time limit has not passed. */
    boolean shouldWait() {
        return !isLate() && !expected().isEmpty();
    }

    /** Logs the connections that are still open. Only the first call has an effect. */
    void report() {
        if (reported) {
            return;
        }
        reported = true;
        List<Lease> out = out();
        out.forEach(this::report);
        if (out.isEmpty()) {
            log.log(
                    Level.INFO,
                    "LSW7103I: All connections to the guarded databases were returned, after "
                            + HumanText.duration(elapsed()) + ".");
        }
    }

    /** Ends the open leases, because their end will not be observed after the stop. */
    void finish() {
        report();
        out().forEach(lease -> registry.close(lease, Outcome.OPEN_AT_STOP));
    }

    private void report(Lease lease) {
        log.log(
                Level.WARNING,
                "LSW7102W: A connection of " + lease.pool().name()
                        + " was not returned before the server stopped: taken at "
                        + lease.site() + " by " + lease.borrower().operation().name() + " of "
                        + lease.borrower().operation().service() + ", thread "
                        + lease.holder().name() + ", held for "
                        + HumanText.duration(Duration.ofNanos(lease.heldNanosAt(ticker.nanos()))) + " (lease "
                        + lease.id()
                        + (lease.hasLeaked() ? ", already reported as a leak)." : ")."));
    }

    private List<Lease> expected() {
        return out().stream().filter(lease -> !lease.hasLeaked()).toList();
    }

    private List<Lease> out() {
        return registry.openLeases().stream()
                .filter(lease ->
                        !lease.isDeclared() && pools.contains(lease.pool().name()))
                .toList();
    }

    private Duration elapsed() {
        return Duration.ofNanos(ticker.nanos() - beganNanos);
    }
}
