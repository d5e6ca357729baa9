package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.site.ConnectionOwner;
import io.leasewatch.core.work.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Looks at every open lease and tells the listeners of those that are leaks.
 *
 * <p>A sweep costs some tens of nanoseconds per open lease. Only one runs at a time. A lease is reported by whoever marks it, in one
 * atomic step, so once however often it is looked at; and its end is reported after that, by a later sweep, so that a borrower
 * who comes late is not kept waiting for a log or a listener.
 */
public final class LeakDetector {

    private static final Logger LOG = System.getLogger(LeakDetector.class.getName());

    /** Who closes a handle a moment late, or hands it to another thread that is about to use it, has not leaked it. */
    private static final long MOMENT = Duration.ofMillis(300).toNanos();

    /** A handle that lost its connection to the end of a transaction may be closed a little later, or used again. */
    private static final long GRACE = Duration.ofSeconds(5).toNanos();

    private final LeaseRegistry registry;
    private final InstantSource clock;
    private final List<LeakListener> listeners;
    private final List<Leak> unended = new ArrayList<>();
    private boolean adopted;
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

    /** Looks for leaks that are certain, whatever their age, and tells of the ends of those that were found. */
    public synchronized void look() {
        long now = registry.ticker().nanos();
        adopt(now);
        registry.openLeases().forEach(lease -> look(lease, now));
        tellOfEnds();
    }

    /** Looks for leases that are overdue as well. */
    public synchronized void sweep() {
        long now = registry.ticker().nanos();
        adopt(now);
        LeakSettings rules = settings;
        for (Lease lease : registry.openLeases()) {
            if (!look(lease, now) && isOverdue(lease, rules, now) && registry.markLeaked(lease)) {
                Duration held = Duration.ofNanos(lease.heldNanosAt(now));
                report(new Leak.Overdue(lease, clock.instant(), held, Duration.ofNanos(rules.limitNanos(lease))));
            }
        }
        tellOfEnds();
    }

    /** Whether there is nothing more to be said of that lease for now. */
    private boolean look(Lease lease, long now) {
        if (lease.isDeclared()) {
            return false;
        }
        Handle handle = lease.handle();
        if (lease.isTakenBack() || (lease.outlived() != null && !mayOutlive(lease))) {
            outlived(lease, now);
        } else if (handle != null && handle.isLost()) {
            // What a piece of work owns is judged by its end, unless that is long in coming.
            if (!lease.isOwned() || lease.heldNanosAt(now) > settings.limitNanos(lease)) {
                reportOnce(lease, Leak.Collected::new);
            }
        } else if (lease.isAbandoned() && !mayOutliveItsThread(lease) && !registry.markGone(lease)) {
            // Seen to be gone before: whoever got the connection from it has had the time to use it.
            reportOnce(lease, Leak.ThreadEnded::new);
        } else {
            return lease.hasLeaked();
        }
        return true;
    }

    private void outlived(Lease lease, long now) {
        UnitOfWork unit = lease.outlived();
        long since = lease.outlivedNanosAt(now);
        boolean nobodyWillCome = unit != null || lease.isHandleClosed();
        boolean rightly = mayOutlive(lease);
        boolean wait = since < (nobodyWillCome ? MOMENT : GRACE) || (rightly && !lease.isHandleClosed());
        if (wait && !lease.hasLeaked()) {
            return;
        }
        boolean first = !rightly && registry.markLeaked(lease);
        Handle handle = lease.handle();
        if (lease.isTakenBack() || (handle != null && handle.isTakenBack())) {
            registry.takeBack(lease, false);
            registry.closeTakenBack(lease);
        }
        if (first) {
            report(new Leak.Outlived(lease, clock.instant(), unit == null ? UnitOfWork.REQUEST : unit));
        }
    }

    /**
     * Whether it is right that the connection is held when its unit of work is over. It may be where nobody knows who keeps it: better
     * to find out later, by its age, than to accuse whoever did nothing wrong.
     */
    private static boolean mayOutlive(Lease lease) {
        return lease.site().keeper() != ConnectionOwner.WORK || isSomebodyElses(lease);
    }

    /** The same for the thread that took it. What lives longer than a request is used by the server's threads, and not by one's own. */
    private static boolean mayOutliveItsThread(Lease lease) {
        ConnectionOwner keeper = lease.site().keeper();
        boolean ofWork = keeper == ConnectionOwner.WORK
                || (keeper == ConnectionOwner.UNKNOWN && !lease.holder().worksForAnybody());
        return !ofWork || isSomebodyElses(lease);
    }

    private static boolean isSomebodyElses(Lease lease) {
        return lease.isHandedOver() || !lease.borrower().operation().reason().isEmpty();
    }

    private static boolean isOverdue(Lease lease, LeakSettings rules, long now) {
        Handle handle = lease.handle();
        boolean atWork = handle != null && handle.isExecuting() && !rules.reportExecuting();
        // What counts is the connection; the work around it is named by the connection's borrower.
        return !lease.hasChildren() && !atWork && lease.heldNanosAt(now) > rules.limitNanos(lease);
    }

    private void tellOfEnds() {
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
        if (adopted) {
            return;
        }
        adopted = true;
        registry.openLeases().stream().filter(Lease::hasLeaked).forEach(lease -> {
            Duration held = Duration.ofNanos(lease.heldNanosAt(now));
            report(new Leak.Overdue(lease, clock.instant(), held, settings.threshold()));
        });
    }

    private void reportOnce(Lease lease, BiFunction<Lease, Instant, Leak> kind) {
        if (registry.markLeaked(lease)) {
            report(kind.apply(lease, clock.instant()));
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
