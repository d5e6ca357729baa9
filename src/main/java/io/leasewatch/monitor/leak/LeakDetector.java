package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.site.ConnectionOwner;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.work.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Finds leaks among the open leases and notifies the listeners.
 *
 * <p>Thread-safe; one sweep runs at a time and costs some tens of nanoseconds per open lease. An atomic step marks a lease, so each leak is
 * reported once. A later sweep reports its end, so that a borrower that returns a connection late does not wait for a log or a listener.
 */
public final class LeakDetector {

    private static final Logger LOG = SafeLogger.of(LeakDetector.class);

    /** Tolerance for code that closes a handle slightly late, or hands it over to another thread that is about to use it. */
    private static final long MOMENT = Duration.ofMillis(300).toNanos();

    /** Tolerance for a handle whose connection was taken at the end of a transaction: it may be closed later, or used again. */
    private static final long GRACE = Duration.ofSeconds(5).toNanos();

    private final LeaseRegistry registry;
    private final InstantSource clock;
    private final List<LeakListener> listeners;
    private final List<Leak> unended = new ArrayList<>();
    private final MeantLines meant;
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
        this.meant = new MeantLines(settings.meant());
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    /** Notifies {@code listener} from now on. */
    public void addListener(LeakListener listener) {
        listeners.add(listener);
    }

    /** Applies new settings from the next sweep on, to open leases too. */
    public void apply(LeakSettings next) {
        settings = next;
        meant.apply(next.meant());
    }

    /** The code that holds connections intentionally. Changes take effect with the next check, for leaks already found too. */
    public MeantLines meant() {
        return meant;
    }

    public LeakSettings settings() {
        return settings;
    }

    /** Finds certain leaks of any age, and reports leaks that have ended. */
    public synchronized void look() {
        long now = registry.ticker().nanos();
        adopt(now);
        registry.openLeases().forEach(lease -> check(lease, now));
        reportEnds();
    }

    /** Finds certain leaks and overdue leases, and reports leaks that have ended. */
    public synchronized void sweep() {
        long now = registry.ticker().nanos();
        adopt(now);
        LeakSettings rules = settings;
        for (Lease lease : registry.openLeases()) {
            if (!check(lease, now) && isOverdue(lease, rules, now)) {
                Duration held = Duration.ofNanos(lease.heldNanosAt(now));
                Duration limit = Duration.ofNanos(rules.limitNanos(lease));
                reportOnce(lease, (late, found) -> new Leak.Overdue(late, found, held, limit));
            }
        }
        reportEnds();
    }

    /** Checks whether {@code lease} is a certain leak. Returns true if it need not be checked for being overdue. */
    private boolean check(Lease lease, long now) {
        if (lease.isDeclared()) {
            return false;
        }
        Handle handle = lease.handle();
        boolean over = lease.isTakenBack() || lease.outlived() != null;
        if (lease.hasLeaked()) {
            endIfTakenBack(lease);
        } else if (over && (!mayOutlive(lease) || lease.isHandleClosed())) {
            outlived(lease, now);
        } else if (handle != null && handle.isLost()) {
            // A handle that a unit of work owns is checked at the end of that unit, unless that takes too long.
            if (!lease.isOwned() || lease.heldNanosAt(now) > settings.limitNanos(lease)) {
                reportOnce(lease, Leak.Collected::new);
            }
        } else if (lease.isAbandoned() && !mayOutliveItsThread(lease)) {
            // If the thread was gone at the last check already, another thread has had time to use the connection.
            if (!registry.markGone(lease)) {
                reportOnce(lease, Leak.ThreadEnded::new);
            }
        } else {
            return false;
        }
        return true;
    }

    private void outlived(Lease lease, long now) {
        UnitOfWork unit = lease.outlived();
        boolean noCloseExpected = unit != null || lease.isHandleClosed();
        if (lease.outlivedNanosAt(now) < (noCloseExpected ? MOMENT : GRACE)) {
            return;
        }
        Leak leak = new Leak.Outlived(lease, clock.instant(), unit == null ? UnitOfWork.REQUEST : unit);
        boolean first = !mayOutlive(lease) && !meant.covers(leak) && registry.markLeaked(lease);
        endIfTakenBack(lease);
        if (first) {
            report(leak);
        }
    }

    /**
     * Ends a lease whose connection is in its pool again, or destroyed by a purge. Without the agent, only the state of the server's handle
     * shows that. It is not read during an execution, which may hold a lock of the driver.
     */
    private void endIfTakenBack(Lease lease) {
        Handle handle = lease.handle();
        if (lease.isTakenBack() || (handle != null && !handle.isExecuting() && handle.isTakenBack())) {
            registry.takeBack(lease, false);
            registry.closeTakenBack(lease);
        }
    }

    /**
     * Whether the connection may be held beyond the end of its unit of work. If the owner is unknown it may: a leak is then found later by
     * its age, which is better than a false report.
     */
    private static boolean mayOutlive(Lease lease) {
        return lease.site().keeper() != ConnectionOwner.WORK || isOwnedElsewhere(lease);
    }

    /**
     * Whether the connection may be held beyond the end of its thread. Only the end of a thread that the application made is the end of
     * the work: an executor ends its threads whenever it has little to do. A unit of work that owns the lease, or that started the
     * thread, may still return the connection.
     */
    private static boolean mayOutliveItsThread(Lease lease) {
        ThreadContext holder = lease.holder();
        return !holder.isOfApplication()
                || holder.isStarterAtWork()
                || lease.isOwned()
                || lease.site().keeper() == ConnectionOwner.CONVERSATION
                || isOwnedElsewhere(lease);
    }

    private static boolean isOwnedElsewhere(Lease lease) {
        return lease.isHandedOver() || !lease.borrower().operation().reason().isEmpty();
    }

    private static boolean isOverdue(Lease lease, LeakSettings rules, long now) {
        Handle handle = lease.handle();
        boolean atWork = handle != null && handle.isExecuting() && !rules.reportExecuting();
        // The connections taken in a declared lease are checked themselves.
        return !lease.hasChildren() && !atWork && lease.heldNanosAt(now) > rules.limitNanos(lease);
    }

    private void reportEnds() {
        for (Iterator<Leak> leaks = unended.iterator(); leaks.hasNext(); ) {
            Leak leak = leaks.next();
            Ending ending = meant.covers(leak) && registry.withdrawLeak(leak.lease()) ? Ending.MEANT : leak.ending();
            if (ending != null) {
                leaks.remove();
                notifyListeners(listener -> listener.ended(leak, ending));
            }
        }
    }

    /** The registry survives an update of the monitor: leases that an earlier monitor marked are still leaks. */
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
        Leak leak = kind.apply(lease, clock.instant());
        if (!meant.covers(leak) && registry.markLeaked(lease)) {
            report(leak);
        }
    }

    private void report(Leak leak) {
        unended.add(leak);
        notifyListeners(listener -> listener.leaked(leak));
    }

    private void notifyListeners(Consumer<LeakListener> event) {
        for (LeakListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                LOG.log(
                        Level.WARNING,
                        "LSW3003W: The leak listener " + listener.getClass().getName()
                                + " failed. The other listeners were called.",
                        e);
            }
        }
    }
}
