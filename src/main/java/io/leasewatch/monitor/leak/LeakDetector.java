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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    /** The leases whose thread had ended at the last check. */
    private Set<Lease> abandoned = Set.of();

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
    public synchronized void check() {
        detect(false);
    }

    /** Finds certain leaks and overdue leases, and reports leaks that have ended. */
    public synchronized void sweep() {
        detect(true);
    }

    private void detect(boolean overdueToo) {
        long now = registry.ticker().nanos();
        adopt(now);
        LeakSettings rules = settings;
        Set<Lease> withoutThread = new HashSet<>();
        for (Lease lease : registry.openLeases()) {
            Finding finding = find(lease, rules, now);
            if (finding == null && overdueToo && isOverdue(lease, rules, now)) {
                finding = Finding.of(overdue(lease, limit(lease, rules, now), now));
            }
            if (finding != null) {
                record(finding, withoutThread);
            }
        }
        abandoned = withoutThread;
        reportEnds();
    }

    /** Finds out what is certain about {@code lease}, and changes nothing. {@code null} if it may be overdue at most. */
    private @Nullable Finding find(Lease lease, LeakSettings rules, long now) {
        if (lease.isDeclared()) {
            return null;
        }
        if (lease.hasLeaked()) {
            return new Finding(lease, null, isTakenBack(lease), abandoned.contains(lease));
        }
        Handle handle = lease.handle();
        // The server takes connections back at the end of a transaction or of a thread's part in a request, which then
        // goes on.
        boolean over = lease.outlived() != null || (lease.isTakenBack() && !lease.isOwned());
        if (over && (!mayOutlive(lease, now) || lease.isHandleClosed())) {
            return outlived(lease, now);
        }
        if (handle != null && handle.isLost()) {
            // A handle that a unit of work owns is checked at the end of that unit, unless that takes too long.
            boolean certain = !lease.isOwned() || lease.heldNanosAt(now) > rules.limitNanos(lease);
            return certain ? Finding.of(new Leak.Collected(lease, clock.instant())) : Finding.nothingYet(lease);
        }
        if (lease.isAbandoned() && !mayOutliveItsThread(lease, now)) {
            // If the thread was gone at the last check already, another thread has had time to use the connection.
            Leak leak = abandoned.contains(lease) ? new Leak.ThreadEnded(lease, clock.instant()) : null;
            return new Finding(lease, leak, false, true);
        }
        return null;
    }

    private Finding outlived(Lease lease, long now) {
        UnitOfWork unit = lease.outlived();
        boolean noCloseExpected = unit != null || lease.isHandleClosed();
        if (lease.outlivedNanosAt(now) < (noCloseExpected ? MOMENT : GRACE)) {
            return Finding.nothingYet(lease);
        }
        Leak leak = mayOutlive(lease, now)
                ? null
                : new Leak.Outlived(lease, clock.instant(), unit == null ? UnitOfWork.REQUEST : unit);
        return new Finding(lease, leak, isTakenBack(lease), false);
    }

    /**
     * Whether the connection is in its pool again, or was destroyed by a purge. Without the agent, only the state of the server's handle
     * shows that. It is not read during an execution, which may hold a lock of the driver.
     */
    private static boolean isTakenBack(Lease lease) {
        Handle handle = lease.handle();
        return lease.isTakenBack() || (handle != null && !handle.isExecuting() && handle.isTakenBack());
    }

    /** The lease is marked before it is ended, because only an open lease can become a leak. */
    private void record(Finding finding, Set<Lease> withoutThread) {
        Lease lease = finding.lease();
        Leak leak = finding.leak();
        Leak first = leak != null && !isMeant(leak) && registry.markLeaked(lease) ? leak : null;
        if (finding.isTakenBack()) {
            registry.takeBack(lease, false);
            registry.closeTakenBack(lease);
        }
        if (finding.isWithoutThread()) {
            withoutThread.add(lease);
        }
        if (first != null) {
            report(first);
        }
    }

    /**
     * Whether the connection may be held beyond the end of its unit of work. If the owner is unknown it may: a leak is then found later by
     * its age, which is better than a false report.
     */
    private boolean mayOutlive(Lease lease, long now) {
        return lease.site().keeper() != ConnectionOwner.WORK || isOwnedElsewhere(lease, now);
    }

    /**
     * Whether the connection may be held beyond the end of its thread. Only the end of a thread that the application made is the end of
     * the work: an executor ends its threads whenever it has little to do. A unit of work that owns the lease, or that started the
     * thread, may still return the connection.
     */
    private boolean mayOutliveItsThread(Lease lease, long now) {
        ThreadContext holder = lease.holder();
        return !holder.isOfApplication()
                || holder.isStarterAtWork()
                || lease.isOwned()
                || lease.site().keeper() == ConnectionOwner.CONVERSATION
                || isOwnedElsewhere(lease, now);
    }

    private boolean isOwnedElsewhere(Lease lease, long now) {
        return lease.isHandedOver()
                || lease.isOfSession()
                || (!lease.borrower().operation().reason().isEmpty() && !isOfEndedApplication(lease, now));
    }

    /**
     * Whether the application of {@code lease} ended so long ago that it should have returned its connections. Nothing that was declared
     * for its code holds then.
     */
    private boolean isOfEndedApplication(Lease lease, long now) {
        return registry.ownership().nanosSinceEnd(lease, now) > TimeUnit.NANOSECONDS.convert(settings.threshold());
    }

    private boolean isMeant(Leak leak) {
        return meant.covers(leak)
                && !isOfEndedApplication(leak.lease(), registry.ticker().nanos());
    }

    private boolean isOverdue(Lease lease, LeakSettings rules, long now) {
        Handle handle = lease.handle();
        boolean atWork = handle != null && handle.isExecuting() && !rules.reportExecuting();
        // The connections taken in a declared lease are checked themselves.
        boolean tooLong = lease.heldNanosAt(now) > rules.limitNanos(lease) || isOfEndedApplication(lease, now);
        return !lease.hasChildren() && !atWork && tooLong && !isWithoutConnection(lease);
    }

    /** Whether the server has the connection back while the owner goes on. The handle gets another one when it is used again. */
    private static boolean isWithoutConnection(Lease lease) {
        boolean goesOn = lease.isOfSession() || (lease.isOwned() && lease.outlived() == null);
        return goesOn && isTakenBack(lease);
    }

    private Duration limit(Lease lease, LeakSettings rules, long now) {
        return isOfEndedApplication(lease, now) ? rules.threshold() : Duration.ofNanos(rules.limitNanos(lease));
    }

    private void reportEnds() {
        for (Iterator<Leak> leaks = unended.iterator(); leaks.hasNext(); ) {
            Leak leak = leaks.next();
            Ending ending = isMeant(leak) && registry.withdrawLeak(leak.lease()) ? Ending.MEANT : leak.ending();
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
        registry.openLeases().stream()
                .filter(Lease::hasLeaked)
                .forEach(lease -> report(overdue(lease, settings.threshold(), now)));
    }

    private Leak overdue(Lease lease, Duration limit, long now) {
        return new Leak.Overdue(lease, clock.instant(), Duration.ofNanos(lease.heldNanosAt(now)), limit);
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

    /**
     * What a check found out about a lease.
     *
     * @param leak the leak, {@code null} if it is none, or none yet
     * @param isTakenBack whether the server has taken the connection back, so that the lease is over
     * @param isWithoutThread whether its thread has ended, and another one may be about to use the connection
     */
    private record Finding(Lease lease, @Nullable Leak leak, boolean isTakenBack, boolean isWithoutThread) {

        static Finding of(Leak leak) {
            return new Finding(leak.lease(), leak, false, false);
        }

        static Finding nothingYet(Lease lease) {
            return new Finding(lease, null, false, false);
        }
    }
}
