package io.leasewatch.core.lease;

import io.leasewatch.core.lease.Acquisition.Sharing;
import io.leasewatch.core.site.Capture;
import io.leasewatch.core.site.CapturePolicy;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.site.SiteFinder;
import io.leasewatch.core.site.Stack;
import io.leasewatch.core.text.FailureLog;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Borrower;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The registry of open leases.
 *
 * <p>Thread-safe. Closing is one atomic step, and only the caller that makes it reports it. A connection that is closed twice, or
 * closed during a sweep, is therefore reported once.
 *
 * <p>No method throws an exception into an application: a failure is logged once, and the lease is given up.
 */
public final class LeaseRegistry {

    /**
     * The maximum number of open leases; further connections are not tracked, so that a leaking application does not exhaust the
     * memory too.
     */
    static final int MOST_OPEN = 100_000;

    private static final Logger LOG = SafeLogger.of(LeaseRegistry.class);

    private final Ticker ticker;
    private final Set<Lease> open = ConcurrentHashMap.newKeySet(256);
    private final Pools pools = new Pools();
    private final LeaseTotals totals;
    private final Capture capture;
    private final Executions executions;
    private final Listeners listeners;
    private final Ownership ownership;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean full = new AtomicBoolean();
    private final int mostOpen;

    private volatile LeaseSettings settings;
    private volatile boolean enabled;

    public LeaseRegistry(Ticker ticker, LeaseSettings settings) {
        this(ticker, settings, MOST_OPEN);
    }

    LeaseRegistry(Ticker ticker, LeaseSettings settings, int mostOpen) {
        this.ticker = ticker;
        this.mostOpen = mostOpen;
        this.settings = settings;
        this.enabled = settings.enabled();
        this.capture = settings.newCapture();
        this.totals = new LeaseTotals(settings.historySize());
        FailureLog failures = new FailureLog();
        this.executions = new Executions(ticker, failures);
        this.listeners = new Listeners(failures);
        this.ownership = new Ownership(ticker, listeners);
    }

    /** The registry that all applications share whose class loaders share this class. */
    public static LeaseRegistry shared() {
        return SharedRegistry.REGISTRY;
    }

    /** Applies new settings at once, also for open leases. */
    public synchronized void apply(LeaseSettings next) {
        totals.resizeHistory(next.historySize());
        next.applyTo(capture);
        settings = next;
        enabled = next.enabled();
    }

    public LeaseSettings settings() {
        return settings;
    }

    /** Whether connections are watched; one read of a field. */
    public boolean enabled() {
        return enabled;
    }

    /** The ticker that all times of leases are readings of. */
    public Ticker ticker() {
        return ticker;
    }

    /** The pool of that name, created by the first call with {@code target} as its JNDI name. */
    public Pool pool(String name, String target) {
        return pools.wrapped(name, target);
    }

    /**
     * The pool of the data source with the JNDI name {@code target}: the pool of its wrapper if there is one, otherwise a pool
     * named {@code name} whose connections only the agent observes.
     */
    public Pool seenPool(String name, String target) {
        return pools.observed(name, target);
    }

    /**
     * Removes the pools that can hand out no more connections: their data sources are gone, and all connections are returned, for ten
     * minutes. To be called every minute.
     *
     * @return the names of the removed pools
     */
    public Set<String> evictPools() {
        return pools.evict(ticker.nanos());
    }

    /** The watched pools by name. */
    public Map<String, Pool> pools() {
        return pools.all();
    }

    /**
     * An application is about to call {@code source} at {@code place}: class, method, file and line, one per line of text.
     *
     * @return what the same thread must run when the call ends, {@code null} for nothing
     */
    public @Nullable Runnable calling(String place, Object source) {
        SiteFinder finder = capture.policy().finder();
        if (finder == null || !enabled) {
            return null;
        }
        ThreadContext holder = ThreadContext.current();
        return holder.calling(finder.told(place, source, holder.callSite()));
    }

    /** The current thread acquired a connection. Returns {@code null} if it cannot be tracked. */
    public @Nullable Lease open(Acquisition acquisition) {
        try {
            // Read before the site is determined, because that is not part of the wait and the connection is already in
            // use.
            ThreadContext holder = ThreadContext.current();
            if (holder.isAside()) {
                return null;
            }
            long now = ticker.nanos();
            Pool pool = acquisition.pool();
            notifyWaited(pool, acquisition.startedAtNanos(), now, holder);
            CapturePolicy wanted = policy(pool, holder);
            holder.determineOrigin(wanted);
            Site site = siteWithoutWalk(wanted, pool, holder);
            if (site == null) {
                SiteFinder finder = capture.counted(wanted.finder());
                // Called here and not in a helper, because each of our frames makes the stack walk more expensive.
                site = acquisition.insideServer() ? SiteFinder.findFromInside(finder) : SiteFinder.find(finder);
            }
            return add(pool, site, holder, acquisition.sharing(), now);
        } catch (Throwable e) {
            listeners.report("opening a lease", e);
            return null;
        }
    }

    /**
     * The handle of {@code ended} got another connection, after the server had taken its connection back. Returns {@code null} if it
     * cannot be tracked. Its owner has now kept the handle across units of work, and may do so again.
     */
    public @Nullable Lease reopen(Lease ended, Acquisition acquisition) {
        try {
            ThreadContext holder = ThreadContext.current();
            if (holder.isAside()) {
                return null;
            }
            long now = ticker.nanos();
            Pool pool = acquisition.pool();
            notifyWaited(pool, acquisition.startedAtNanos(), now, holder);
            holder.determineOrigin(policy(pool, holder));
            return add(pool, ended.site().keptAcrossWork(), holder, acquisition.sharing(), now);
        } catch (Throwable e) {
            listeners.report("opening a lease again", e);
            return null;
        }
    }

    /** An acquisition that began at {@code startedAtNanos} got its connection; the lease is opened elsewhere. */
    public void waited(Pool pool, long startedAtNanos) {
        notifyWaited(pool, startedAtNanos, ticker.nanos(), ThreadContext.current());
    }

    private void notifyWaited(Pool pool, long startedAtNanos, long now, ThreadContext holder) {
        if (startedAtNanos != Acquisition.START_UNKNOWN) {
            listeners.waited(pool, now - startedAtNanos, holder);
        }
    }

    /**
     * An acquisition from {@code pool} by the current thread, which began at {@code startedAtNanos}, timed out. May walk the stack
     * to find the site, so it must not be called with a lock of the pool held.
     */
    public void timedOut(Pool pool, long startedAtNanos) {
        try {
            long now = ticker.nanos();
            pool.timedOut(startedAtNanos, now);
            ThreadContext holder = ThreadContext.current();
            notifyWaited(pool, startedAtNanos, now, holder);
            Site site = siteOf(pool, holder);
            listeners.notify(listener -> listener.timedOut(pool, site));
        } catch (Throwable e) {
            listeners.report("recording that an acquisition timed out", e);
        }
    }

    /** The site of the next lease, {@code null} if the stack must be walked. */
    private static @Nullable Site siteWithoutWalk(CapturePolicy wanted, Pool pool, ThreadContext holder) {
        if (wanted.finder() == null) {
            return Site.UNKNOWN;
        }
        Site told = holder.callSite();
        return told == null && !wanted.walks(pool.isStrained()) ? Site.NOT_SAMPLED : told;
    }

    private @Nullable Lease add(Pool pool, Site site, ThreadContext holder, Sharing sharing, long now) {
        Scope scope = holder.scope();
        long parentId = parentId(scope);
        int before = holder.hand().isEmpty() ? 0 : holder.hand().count(pool);
        boolean isShared = before > 0 && ownership.isShared(sharing);
        boolean nested = before > 0 && !isShared;
        if (nested) {
            pool.nestAgain();
        }
        Lease lease = add(pool, holder.borrower(), site, holder, parentId, now);
        if (lease == null) {
            if (nested) {
                pool.unnest();
            }
            return null;
        }
        try {
            if (!isShared) {
                ownership.hold(lease, holder.hand(), before);
            }
            if (scope != null) {
                ownership.own(lease, holder);
            }
        } catch (Throwable e) {
            // The lease is open, and its borrower must be able to close it.
            listeners.report("relating a lease to its work", e);
        }
        return lease;
    }

    /** The id of the declared lease of {@code scope}, which is now counted as its child; 0 for none. */
    private long parentId(@Nullable Scope scope) {
        Lease declared = scope == null ? null : scope.declared();
        if (declared == null) {
            return 0;
        }
        if (declared.becomeParent()) {
            totals.uncount(declared);
        }
        return declared.id();
    }

    /**
     * The current thread is about to acquire a connection of {@code pool}. If it holds one already and the pool may have no other,
     * returns the wait that may follow, otherwise {@code null}. May walk the stack, so it must not be called with a lock of the
     * pool held.
     */
    public @Nullable SelfWait mayWaitForItself(@Nullable Pool pool) {
        try {
            ThreadContext holder = ThreadContext.current();
            if (pool == null || !holder.holdsConnections() || !pool.mayBeFull()) {
                return null;
            }
            int held = holder.hand().count(pool);
            Lease outer = held == 0 ? null : holder.hand().last(pool);
            return outer == null ? null : new SelfWait(outer, siteOf(pool, holder), held + 1, ticker.nanos());
        } catch (Throwable e) {
            listeners.report("looking for what a waiting thread holds", e);
            return null;
        }
    }

    /** The line of an acquisition that has no connection yet. */
    private Site siteOf(Pool pool, ThreadContext holder) {
        SiteFinder finder = policy(pool, holder).finder();
        Site told = finder == null ? Site.UNKNOWN : holder.callSite();
        return told == null ? SiteFinder.findFromInside(capture.counted(finder)) : told;
    }

    /** The line of the application that the current thread executes, {@link Site#UNKNOWN} if lines are not recorded. */
    public Site currentSite() {
        return SiteFinder.findFromInside(capture.counted(capture.policy().finder()));
    }

    /** Which unit of work leases belong to, and which leases threads hold besides. */
    public Ownership ownership() {
        return ownership;
    }

    /** How many times a stack was walked or kept. */
    public long captures() {
        return capture.captures();
    }

    private CapturePolicy policy(Pool pool, ThreadContext holder) {
        // The borrower is determined only if there are overrides.
        return capture.policy().hasOverrides() ? policy(pool, holder.borrower()) : capture.policy();
    }

    private CapturePolicy policy(Pool pool, Borrower borrower) {
        CapturePolicy policy = capture.policy();
        return policy.hasOverrides()
                ? policy.in(pool.name(), borrower.operation().service())
                : policy;
    }

    /** A piece of work begins on the current thread. It counts as one lease until a connection is acquired in it. */
    public @Nullable Lease declare(Borrower borrower) {
        return declare(borrower, null);
    }

    /** Like {@link #declare(Borrower)}, for work whose site is known; if {@code known} is {@code null}, the site is determined. */
    public @Nullable Lease declare(Borrower borrower, @Nullable Site known) {
        try {
            CapturePolicy wanted = policy(Pool.DECLARED, borrower);
            Site site = known != null
                    ? known
                    : wanted.walks(false) ? SiteFinder.find(capture.counted(wanted.finder())) : Site.NOT_SAMPLED;
            ThreadContext holder = ThreadContext.current();
            return add(Pool.DECLARED, borrower, site, holder, parentId(holder.scope()), ticker.nanos());
        } catch (Throwable e) {
            listeners.report("declaring a lease", e);
            return null;
        }
    }

    private @Nullable Lease add(
            Pool pool, Borrower borrower, Site site, ThreadContext holder, long parentId, long now) {
        if (totals.active() >= mostOpen) {
            if (full.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "LSW1002W: {0} leases are open. Further connections are not watched until some are returned.",
                        Integer.toString(mostOpen));
            }
            return null;
        }
        // Determined first: a failure after the lease was added would leave it open forever.
        LeaseCounters service = totals.service(borrower);
        Lease lease = new Lease(ids.incrementAndGet(), parentId, pool, borrower, site, holder, now);
        Stack stack = capture.stack(policy(pool, borrower), pool.isStrained(), site, now);
        if (stack != null) {
            lease.keep(stack);
        }
        try {
            open.add(lease);
        } catch (Throwable e) {
            // The set may have it already, because counting its elements takes more stack than adding one.
            open.remove(lease);
            throw e;
        }
        totals.opened(lease, service);
        try {
            listeners.opened(lease, holder);
        } catch (Throwable e) {
            // The stack may be exhausted. The lease is open, and its borrower must be able to close it.
        }
        return lease;
    }

    /** Closes a lease. {@code true} for the one call that did; other calls have no effect. */
    public boolean close(Lease lease, Outcome outcome) {
        long now = ticker.nanos();
        return lease.close(outcome, now) && closed(lease, now);
    }

    /**
     * The borrower begins to close the connection, and it can no longer be reclaimed. {@code false} if it was reclaimed before:
     * then the connection must not be used, because it may belong to another borrower.
     */
    public boolean returning(Lease lease) {
        return lease.returning();
    }

    /** The borrower is about to close the connection, whose server can be queried for the last time. If that leaves a transaction open, the listeners are told the line that closes it. */
    public void closing(Lease lease) {
        Handle handle = lease.handle();
        if (handle == null) {
            return;
        }
        try {
            lease.pool().askForSettings(handle);
            if (!handle.isUncommitted()) {
                return;
            }
            ThreadContext holder = ThreadContext.current();
            SiteFinder finder = policy(lease.pool(), holder).finder();
            Site site = finder == null ? Site.UNKNOWN : SiteFinder.findFromInside(capture.counted(finder));
            listeners.notify(listener -> listener.uncommitted(lease, site));
        } catch (Throwable e) {
            listeners.report("recording a connection that was closed in a transaction", e);
        }
    }

    /** The server destroyed the connection of {@code lease}, because it was returned in a transaction. */
    public void destroyed(Lease lease) {
        listeners.notify(listener -> listener.destroyed(lease));
    }

    /** The attempt to close the connection failed, and the borrower holds it still. */
    public void notReturned(Lease lease) {
        lease.notReturned();
    }

    /** Sets the handle of an open lease. It is referenced weakly. */
    public void hold(Lease lease, Object handle) {
        lease.hold(handle, null);
    }

    /**
     * Like {@link #hold(Lease, Object)}, for a handle in front of a handle of the pool, which serves to close the connection if
     * the first one is lost.
     */
    public void hold(Lease lease, Object handle, Connection behind) {
        lease.hold(handle, behind);
    }

    /** Sets the handle of the pool as the handle of the borrower. Its loss cannot be detected, because the pool references it too. */
    public void holdBehind(Lease lease, Connection behind) {
        lease.hold(null, behind);
    }

    /** What open leases execute. */
    public Executions executions() {
        return executions;
    }

    /** The server took the connection of an open lease back; {@code handleClosed} if it closed the handle of the borrower too. */
    public void takeBack(Lease lease, boolean handleClosed) {
        lease.takeBack(handleClosed, ticker.nanos());
    }

    /** The handle of a lease that was taken back got another connection. {@code false} if the lease is closed. */
    public boolean resume(Lease lease) {
        return lease.resume();
    }

    /** Closes a lease that the server took back, as of that moment. {@code true} for the one call that did. */
    public boolean closeTakenBack(Lease lease) {
        return lease.closeTakenBack() && closed(lease, 0);
    }

    private boolean closed(Lease lease, long now) {
        try {
            open.remove(lease);
            totals.closed(lease, now);
            if (lease.isNested()) {
                lease.pool().unnest();
            }
            listeners.closed(lease);
        } catch (Throwable e) {
            listeners.report("closing a lease", e);
        } finally {
            lease.letGo();
        }
        return true;
    }

    /** Marks an open lease as a leak and notifies the listeners. {@code true} for the first caller only, which reports the leak. */
    public boolean markLeaked(Lease lease) {
        if (!lease.markLeaked()) {
            return false;
        }
        capture.recordLeak(lease.site(), ticker.nanos());
        // Decoded now, because the raw stack references classes of the application, which the lease may outlive.
        lease.stack();
        listeners.notify(listener -> listener.leaked(lease));
        return true;
    }

    /** Withdraws that an open lease is a leak. {@code true} for the first caller only. */
    public boolean withdrawLeak(Lease lease) {
        return lease.withdrawLeak();
    }

    /** Counts an error of the work of {@code borrower} and notifies the listeners. */
    public void recordError(Borrower borrower, Throwable error) {
        if (!enabled) {
            return;
        }
        try {
            totals.service(borrower).erred();
            listeners.notify(listener -> listener.failed(borrower, error));
        } catch (Throwable e) {
            listeners.report("recording an error", e);
        }
    }

    /** The open leases in no particular order; a live view that is safe to iterate while leases are opened and closed. */
    public Collection<Lease> openLeases() {
        return Collections.unmodifiableCollection(open);
    }

    /** Counts of leases, and the last closed ones. */
    public LeaseTotals totals() {
        return totals;
    }

    /** Resets counts and history; open leases stay. */
    public synchronized void reset() {
        totals.reset();
        pools.reset();
        ownership.nestings().reset();
    }

    public void addListener(LeaseListener listener) {
        listeners.add(listener);
    }

    public void removeListener(LeaseListener listener) {
        listeners.remove(listener);
    }
}
