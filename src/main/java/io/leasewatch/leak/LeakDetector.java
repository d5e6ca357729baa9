package io.leasewatch.leak;

import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at every open lease and tells the listeners of those that are leaks.
 *
 * <p>A sweep costs a few nanoseconds per open lease. Only one runs at a time. A lease is reported by whoever marks it, in one
 * atomic step, so once however often it is looked at; and its end is reported after that, by a later sweep, so that a borrower
 * who comes late is not kept waiting for a log or a listener.
 */
public final class LeakDetector {

    private static final Logger LOG = System.getLogger(LeakDetector.class.getName());

    /** A handle that lost its connection to the end of a transaction may be closed a little later, or used again. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final LeaseRegistry registry;
    private final InstantSource clock;
    private final List<LeakListener> listeners;
    private final List<Leak> unended = new ArrayList<>();
    private boolean swept;
    private volatile LeakSettings settings;

    public LeakDetector(
            LeaseRegistry registry,
            InstantSource clock,
            LeakSettings settings,
            List<? extends LeakListener> listeners) {
        this.registry = registry;
        this.clock = clock;
        this.settings = settings;
        this.listeners = List.copyOf(listeners);
    }

    /** Takes new settings; from the next sweep on they hold for leases already out too. */
    public void apply(LeakSettings next) {
        settings = next;
    }

    public LeakSettings settings() {
        return settings;
    }

    public synchronized void sweep() {
        long now = registry.ticker().nanos();
        if (!swept) {
            swept = true;
            adopt(now);
        }
        // A limit too long for nanoseconds is one that is never reached.
        long threshold = TimeUnit.NANOSECONDS.convert(settings.threshold());
        for (Lease lease : registry.openLeases()) {
            if (lease.isTakenBack()) {
                end(lease, now);
                continue;
            }
            long limit = lease.borrower().operation().holdLimitNanos(threshold);
            long held = lease.heldNanosAt(now);
            // What counts is the connection; the work around it is named by the connection's borrower.
            if (held > limit && !lease.hasChildren() && registry.markLeaked(lease)) {
                Leak leak = new Leak.Overdue(lease, clock.instant(), Duration.ofNanos(held), Duration.ofNanos(limit));
                report(leak);
            }
        }
        for (Iterator<Leak> leaks = unended.iterator(); leaks.hasNext(); ) {
            Leak leak = leaks.next();
            Ending ending = leak.ending();
            if (ending != null) {
                leaks.remove();
                tell(listener -> listener.ended(leak, ending));
            }
        }
    }

    /** The registry outlives a monitor that is updated: what an earlier one called a leak is one still. */
    private void adopt(long now) {
        registry.openLeases().stream().filter(Lease::hasLeaked).forEach(lease -> {
            Duration held = Duration.ofNanos(lease.heldNanosAt(now));
            report(new Leak.Overdue(lease, clock.instant(), held, settings.threshold()));
        });
    }

    /** Ends a lease whose connection the server has back, if its borrower will not come to close the handle. */
    private void end(Lease lease, long now) {
        if (!lease.isHandleClosed() && lease.takenBackNanosAt(now) < GRACE.toNanos()) {
            return;
        }
        boolean first = registry.markLeaked(lease);
        registry.closeTakenBack(lease);
        if (first) {
            report(new Leak.OutlivedRequest(lease, clock.instant()));
        }
    }

    private void report(Leak leak) {
        unended.add(leak);
        tell(listener -> listener.leaked(leak));
    }

    private void tell(Consumer<LeakListener> event) {
        for (LeakListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                LOG.log(
                        Level.WARNING,
                        "LSW3003W: The leak listener " + listener.getClass().getName()
                                + " failed; the others are told all the same.",
                        e);
            }
        }
    }
}
