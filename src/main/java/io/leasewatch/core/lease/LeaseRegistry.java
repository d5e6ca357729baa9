package io.leasewatch.core.lease;

import io.leasewatch.core.lease.Acquisition.Sharing;
import io.leasewatch.core.site.RecentLeakSites;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.site.SiteFinder;
import io.leasewatch.core.text.FailureLog;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Transactions;
import io.leasewatch.core.work.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
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

    /** The maximum number of services; further ones are counted together, because the name of a service may be untrusted input. */
    private static final int MOST_SERVICES = 500;

    /**
     * The maximum number of open leases; further connections are not tracked, so that a leaking application does not exhaust the
     * memory too.
     */
    static final int MOST_OPEN = 100_000;

    private static final Logger LOG = System.getLogger(LeaseRegistry.class.getName());

    private static final String OTHER_SERVICES = "other";

    private final Ticker ticker;
    private final Set<Lease> open = ConcurrentHashMap.newKeySet(256);
    private final ConcurrentMap<String, Pool> pools = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LeaseCounters> services = new ConcurrentHashMap<>();
    /** Counts open leases only. Closed leases are counted per service and added up on demand. */
    private final LeaseCounters total = new LeaseCounters();

    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean full = new AtomicBoolean();
    private final FailureLog trouble = new FailureLog();
    private final Listeners listeners = new Listeners(trouble);
    private final NestedAcquisitions nestings = new NestedAcquisitions();
    private volatile Transactions transactions = work -> false;
    private final LongAdder captures = new LongAdder();
    private final RecentLeakSites suspects = new RecentLeakSites();
    private final Executions executions;
    private final int mostOpen;

    private volatile LeaseSettings settings;
    private volatile boolean enabled;
    private volatile Capture capture;
    private volatile LeaseHistory history;

    public LeaseRegistry(Ticker ticker, LeaseSettings settings) {
        this(ticker, settings, MOST_OPEN);
    }

    LeaseRegistry(Ticker ticker, LeaseSettings settings, int mostOpen) {
        this.ticker = ticker;
        this.mostOpen = mostOpen;
        this.executions = new Executions(ticker, trouble);
        this.capture = Capture.of(settings, null);
        this.history = new LeaseHistory(settings.historySize());
        this.settings = settings;
        apply(settings);
    }

    /** The registry that all applications share whose class loaders share this class. */
    public static LeaseRegistry shared() {
        return SharedRegistry.REGISTRY;
    }

    /** Sets the access to JTA transactions. */
    public void transactions(Transactions known) {
        transactions = known;
    }

    /** Applies new settings at once, also for open leases. */
    public synchronized void apply(LeaseSettings next) {
        if (history.size() != next.historySize()) {
            history = history.resized(next.historySize());
        }
        capture = Capture.of(next, capture);
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
        return pools.computeIfAbsent(name, n -> new Pool(n, target, true));
    }

    /**
     * The pool of the data source with the JNDI name {@code target}: the pool of its wrapper if there is one, otherwise a pool
     * named {@code name} whose connections only the agent observes.
     */
    public Pool seenPool(String name, String target) {
        for (Pool pool : pools.values()) {
            if (pool.isWrapped() && !target.isEmpty() && pool.target().equals(target)) {
                return pool;
            }
        }
        return pools.computeIfAbsent(name, n -> new Pool(n, target, false));
    }

    /** All pools that were watched so far, by name. */
    public Map<String, Pool> pools() {
        return new TreeMap<>(pools);
    }

    /**
     * An application is about to call {@code source} at {@code place}: class, method, file and line, one per line of text.
     *
     * @return what the same thread must run when the call ends, {@code null} for nothing
     */
    public @Nullable Runnable calling(String place, Object source) {
        SiteFinder finder = capture.finder();
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
            tellWaited(pool, acquisition.startedAtNanos(), now);
            Capture wanted = capture.in(pool, holder);
            Site site = siteWithoutWalk(wanted, pool, holder);
            if (site == null) {
                SiteFinder finder = captured(wanted.finder());
                // Called here and not in a helper, because each of our frames makes the stack walk more expensive.
                site = acquisition.insideServer() ? SiteFinder.findFromInside(finder) : SiteFinder.find(finder);
            }
            return add(pool, site, holder, acquisition.sharing(), now);
        } catch (Throwable e) {
            trouble.report("opening a lease", e);
            return null;
        }
    }

    /** An acquisition that began at {@code startedAtNanos} got its connection; the lease is opened elsewhere. */
    public void waited(Pool pool, long startedAtNanos) {
        tellWaited(pool, startedAtNanos, ticker.nanos());
    }

    private void tellWaited(Pool pool, long startedAtNanos, long now) {
        if (startedAtNanos != Acquisition.START_UNKNOWN && !listeners.isEmpty()) {
            listeners.tell(listener -> listener.waited(pool, now - startedAtNanos));
        }
    }

    /**
     * An acquisition from {@code pool} by the current thread, which began at {@code startedAtNanos}, timed out. May walk the stack
     * to find the site, so it must not be called with a lock of the pool held.
     */
    public void timedOut(Pool pool, long startedAtNanos) {
        try {
            tellWaited(pool, startedAtNanos, ticker.nanos());
            ThreadContext holder = ThreadContext.current();
            SiteFinder finder = capture.in(pool, holder).finder();
            Site told = finder == null ? Site.UNKNOWN : holder.callSite();
            Site site = told == null ? SiteFinder.findFromInside(captured(finder)) : told;
            listeners.tell(listener -> listener.timedOut(pool, site));
        } catch (Throwable e) {
            trouble.report("noting that an acquisition timed out", e);
        }
    }

    /** The site of the next lease, {@code null} if the stack must be walked. */
    private static @Nullable Site siteWithoutWalk(Capture wanted, Pool pool, ThreadContext holder) {
        if (wanted.finder() == null) {
            return Site.UNKNOWN;
        }
        Site told = holder.callSite();
        return told == null && !wanted.looksFor(pool) ? Site.NOT_SAMPLED : told;
    }

    private @Nullable Lease add(Pool pool, Site site, ThreadContext holder, Sharing sharing, long now) {
        Scope scope = holder.scope();
        Lease declared = scope == null ? null : scope.declared();
        if (declared != null) {
            adopt(declared);
        }
        int before = holder.hand().isEmpty() ? 0 : holder.hand().count(pool);
        boolean isShared = before > 0 && isShared(sharing);
        boolean nested = before > 0 && !isShared;
        if (nested) {
            pool.nestAgain();
        }
        Lease lease = add(pool, holder.borrower(), site, holder, declared == null ? 0 : declared.id(), now);
        if (lease == null && nested) {
            pool.unnest();
        } else if (lease != null && !isShared) {
            take(lease, holder.hand(), before);
        }
        Scope outermost = scope == null ? null : holder.outermost();
        if (lease != null && outermost != null) {
            lease.becomeOwned();
            outermost.took(lease);
        }
        return lease;
    }

    private boolean isShared(Sharing sharing) {
        return switch (sharing) {
            case SHARED -> true;
            case EXCLUSIVE -> false;
            case UNKNOWN -> transactions.isActive();
        };
    }

    private void take(Lease lease, ThreadLeases hand, int before) {
        if (before > 0) {
            lease.becomeNested();
        }
        Lease outer = hand.isEmpty() ? null : hand.last(lease.pool());
        if (outer != null) {
            lease.pool().nest();
            nestings.seen(outer, lease, before + 1, ticker.nanos());
        }
        hand.take(lease);
    }

    /** The acquisitions of connections while others are held. */
    public NestedAcquisitions nestings() {
        return nestings;
    }

    /** Counts the stack walk that {@code finder} is about to do. */
    private @Nullable SiteFinder captured(@Nullable SiteFinder finder) {
        if (finder != null) {
            captures.increment();
        }
        return finder;
    }

    /** How many times a stack was walked or kept. */
    public long captures() {
        return captures.sum();
    }

    /** A piece of work begins on the current thread. It counts as one lease until a connection is acquired in it. */
    public @Nullable Lease declare(Borrower borrower) {
        return declare(borrower, null);
    }

    /** Like {@link #declare(Borrower)}, for work whose site is known; if {@code known} is {@code null}, the site is determined. */
    public @Nullable Lease declare(Borrower borrower, @Nullable Site known) {
        try {
            Capture wanted = capture.in(Pool.DECLARED, borrower);
            Site site = known != null
                    ? known
                    : wanted.looksFor(Pool.DECLARED) ? SiteFinder.find(captured(wanted.finder())) : Site.NOT_SAMPLED;
            ThreadContext holder = ThreadContext.current();
            Scope scope = holder.scope();
            Lease outer = scope == null ? null : scope.declared();
            if (outer != null) {
                adopt(outer);
            }
            return add(Pool.DECLARED, borrower, site, holder, outer == null ? 0 : outer.id(), ticker.nanos());
        } catch (Throwable e) {
            trouble.report("declaring a lease", e);
            return null;
        }
    }

    private @Nullable Lease add(
            Pool pool, Borrower borrower, Site site, ThreadContext holder, long parentId, long now) {
        if (total.active() >= mostOpen) {
            if (full.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "LSW1002W: {0} leases are open. Further connections are not watched until some are returned.",
                        Integer.toString(mostOpen));
            }
            return null;
        }
        // Determined first: a failure after the lease was added would leave it open forever.
        LeaseCounters service = service(borrower.operation().service());
        Lease lease = new Lease(ids.incrementAndGet(), parentId, pool, borrower, site, holder, now);
        if (capture.in(pool, borrower).keepsStack(pool, suspects.contains(site, now))) {
            captures.increment();
            lease.keep(new Stack());
        }
        open.add(lease);
        pool.opened(pool.tally().opened());
        service.opened();
        total.opened();
        if (!listeners.isEmpty()) {
            listeners.tell(listener -> listener.opened(lease));
        }
        return lease;
    }

    /** The declared lease has a child now, which is counted in its place. */
    private void adopt(Lease declared) {
        if (declared.becomeParent()) {
            uncount(declared);
        }
    }

    private void uncount(Lease declared) {
        declared.pool().tally().uncount();
        service(declared.borrower().operation().service()).uncount();
        total.uncount();
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

    /** A piece of work has ended, and its connections should be returned. Inside a transaction, the end of the transaction decides. */
    public void ended(Scope scope) {
        try {
            scope.end();
            if (scope.hasOpen()) {
                if (!transactions.afterwards(() -> outlived(scope, UnitOfWork.TRANSACTION))) {
                    outlived(scope, scope.unit());
                }
            }
        } catch (Throwable e) {
            trouble.report("ending a piece of work", e);
        }
    }

    private void outlived(Scope scope, UnitOfWork unit) {
        long now = ticker.nanos();
        scope.forEachOpen(lease -> lease.outlive(unit, now));
    }

    /** The thread that opened the lease, or its handle, no longer exists. {@code true} for the first caller only. */
    public boolean markGone(Lease lease) {
        return lease.markGone();
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
            if (!lease.hasChildren()) {
                long held = lease.heldNanosAt(now);
                lease.pool().tally().closed(held);
                service(lease.borrower().operation().service()).closed(held);
                total.uncount();
            }
            if (lease.isNested()) {
                lease.pool().unnest();
            }
            history.add(lease);
            if (!listeners.isEmpty()) {
                listeners.tell(listener -> listener.closed(lease));
            }
        } catch (Throwable e) {
            trouble.report("closing a lease", e);
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
        suspects.add(lease.site(), ticker.nanos());
        // Decoded now, because the raw stack references classes of the application, which the lease may outlive.
        lease.stack();
        listeners.tell(listener -> listener.leaked(lease));
        return true;
    }

    /** Counts an error of the work of {@code borrower} and notifies the listeners. */
    public void recordError(Borrower borrower, Throwable error) {
        if (!enabled) {
            return;
        }
        try {
            service(borrower.operation().service()).erred();
            listeners.tell(listener -> listener.failed(borrower, error));
        } catch (Throwable e) {
            trouble.report("recording an error", e);
        }
    }

    /** The open leases in no particular order; a live view that is safe to iterate while leases are opened and closed. */
    public Collection<Lease> openLeases() {
        return Collections.unmodifiableCollection(open);
    }

    /** The last closed leases, the newest first. */
    public List<Lease> history() {
        return history.newestFirst();
    }

    public LeaseStatistics statistics() {
        return total.statistics(services.values());
    }

    /** Statistics by service, for at most 500 services and {@code other} for the rest. */
    public Map<String, LeaseStatistics> statisticsByService() {
        Map<String, LeaseStatistics> all = new TreeMap<>();
        services.forEach((name, tally) -> all.put(name, tally.statistics()));
        return all;
    }

    /** Resets counts and history; open leases stay. */
    public synchronized void reset() {
        total.reset();
        pools.values().forEach(Pool::reset);
        services.values().forEach(LeaseCounters::reset);
        nestings.reset();
        history = new LeaseHistory(settings.historySize());
    }

    public void addListener(LeaseListener listener) {
        listeners.add(listener);
    }

    public void removeListener(LeaseListener listener) {
        listeners.remove(listener);
    }

    private LeaseCounters service(String name) {
        LeaseCounters tally = services.get(name);
        if (tally != null) {
            return tally;
        }
        String key = services.size() < MOST_SERVICES ? name : OTHER_SERVICES;
        return services.computeIfAbsent(key, n -> new LeaseCounters());
    }
}
