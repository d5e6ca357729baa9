package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.time.Ticker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Waits, while the server stops, for the connections of guarded databases, and says what did not come back. Work that has begun may
 * take further ones meanwhile, so that nothing is out at one moment does not mean that nothing will be.
 *
 * <p>Not thread-safe.
 */
final class Drain {

    private final LeaseRegistry registry;
    private final Ticker ticker;
    private final ShutdownLog words;
    private final Set<String> pools;
    private final Duration limit;
    private final long beganNanos;
    private boolean reported;

    Drain(LeaseRegistry registry, ShutdownLog words, Set<String> pools, Duration limit) {
        this.registry = registry;
        this.ticker = registry.ticker();
        this.words = words;
        this.pools = pools;
        this.limit = limit;
        this.beganNanos = ticker.nanos();
        words.say(
                Level.INFO,
                "LSW7101I: The server is stopping. " + expected().size()
                        + " connections of guarded databases are out and waited for, for up to " + limit
                        + "; new work gets none.");
    }

    /** Whether the time is up. */
    boolean isLate() {
        return elapsed().compareTo(limit) >= 0;
    }

    /** Whether something is out that may come back in time; what has leaked is not worth waiting for. */
    boolean isWorthWaiting() {
        return !isLate() && !expected().isEmpty();
    }

    /** Says what is out, once. */
    void report() {
        if (reported) {
            return;
        }
        reported = true;
        List<Lease> out = out();
        out.forEach(this::report);
        if (out.isEmpty()) {
            words.say(
                    Level.INFO,
                    "LSW7103I: Every connection of the guarded databases is back, after " + elapsed() + ".");
        }
    }

    /** Ends what is out: nobody will see how it ends. */
    void finish() {
        report();
        out().forEach(lease -> registry.close(lease, Outcome.OPEN_AT_STOP));
    }

    private void report(Lease lease) {
        words.say(
                Level.WARNING,
                "LSW7102W: A connection of " + lease.pool().name()
                        + " did not come back before the server stopped: taken at "
                        + lease.site() + " by " + lease.borrower().operation().name() + " of "
                        + lease.borrower().operation().service() + ", thread "
                        + lease.holder().name() + ", held for "
                        + Duration.ofNanos(lease.heldNanosAt(ticker.nanos())) + " (lease " + lease.id()
                        + (lease.hasLeaked() ? ", a leak that was reported before)." : ")."));
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
