package io.leasewatch.core.lease;

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
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Every lease that is open right now.
 *
 * <p>Thread-safe. Closing is one atomic step, and only the caller that wins it reports it; so a connection closed twice, or
 * closed while a sweep looks at it, is reported once.
 *
 * <p>Nothing in here throws at an application: what goes wrong is logged once, and the lease is given up.
 */
public final class LeaseRegistry {

    /** Names beyond these are counted together: a service's name may come from a caller who makes them up. */
    private static final int MOST_SERVICES = 500;

    /** Leases beyond these are not kept: an application that forgets this many must not take the memory as well. */
    static final int MOST_OPEN = 100_000;

    private static final Logger LOG = System.getLogger(LeaseRegistry.class.getName());

    private static final String OTHER_SERVICES = "other";

    /** In the place of the moment at which somebody asked for a connection: nobody saw that. */
    public static final long NOT_SEEN = Long.MIN_VALUE;

    private static final BooleanSupplier SHARED = () -> true;
    private static final BooleanSupplier OWN = () -> false;

    private final Ticker ticker;
    private final Set<Lease> open = ConcurrentHashMap.newKeySet(256);
    private final ConcurrentMap<String, Pool> pools = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LeaseCounters> services = new ConcurrentHashMap<>();
    /** Of how many are out; what was given back is counted by service, and added up when somebody asks. */
    private final LeaseCounters total = new LeaseCounters();

    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean full = new AtomicBoolean();
    private final FailureLog trouble = new FailureLog();
    private final Listeners listeners = new Listeners(trouble);
    private final NestedAcquisitions nestings = new NestedAcquisitions();
    private volatile Transactions transactions = work -> false;
    private final BooleanSupplier perhapsShared = () -> transactions.isActive();
    private final LongAdder captures = new LongAdder();
    private final RecentLeakSites suspects = new RecentLeakSites();
    private final int mostOpen;

    private volatile LeaseSettings settings;
    private volatile boolean enabled;
    private volatile Capture capture;
    private volatile LeaseHistory history;
    private volatile @Nullable SlowStatements slowStatements;

    public LeaseRegistry(Ticker ticker, LeaseSettings settings) {
        this(ticker, settings, MOST_OPEN);
    }

    LeaseRegistry(Ticker ticker, LeaseSettings settings, int mostOpen) {
        this.ticker = ticker;
        this.mostOpen = mostOpen;
        this.capture = Capture.of(settings, null);
        this.history = new LeaseHistory(settings.historySize());
        this.settings = settings;
        apply(settings);
    }

    /** The registry that all applications whose class loaders share this class have in common. */
    public static LeaseRegistry shared() {
        return SharedRegistry.REGISTRY;
    }

    /** From now on {@code known} tells whether a piece of work is part of a transaction. */
    public void transactions(Transactions known) {
        transactions = known;
    }

    /** Takes new settings at once, for leases already out too. */
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

    /** Whether anything is watched; one read of a field. */
    public boolean enabled() {
        return enabled;
    }

    /** The ticker that opens and closes the leases in here. */
    public Ticker ticker() {
        return ticker;
    }

    /** The pool of that name, made when it is first asked for; {@code target} is then what it will say of itself. */
    public Pool pool(String name, String target) {
        return pools.computeIfAbsent(name, n -> new Pool(n, target, true));
    }

    /**
     * The pool of the data source that has the JNDI name {@code target}: the one that is watched by a wrapper if there is one,
     * otherwise one of that name whose connections are seen by the agent alone.
     */
    public Pool seenPool(String name, String target) {
        for (Pool pool : pools.values()) {
            if (pool.isWrapped() && !target.isEmpty() && pool.target().equals(target)) {
                return pool;
            }
        }
        return pools.computeIfAbsent(name, n -> new Pool(n, target, false));
    }

    /** The pools that were watched so far, by name. */
    public Map<String, Pool> pools() {
        return new TreeMap<>(pools);
    }

    /**
     * An application is about to call {@code source} at {@code place}, as it says itself: class, method, file and line, a line of
     * text each. Answers what the same thread is to run when the call is over, {@code null} for nothing.
     */
    public @Nullable Runnable calling(String place, Object source) {
        SiteFinder finder = capture.finder();
        if (finder == null || !enabled) {
            return null;
        }
        ThreadContext holder = ThreadContext.current();
        return holder.calling(finder.told(place, source, holder.callSite()));
    }

    /** A connection of {@code pool} was taken by the current thread. {@code null} when it cannot be kept track of. */
    public @Nullable Lease open(Pool pool) {
        return open(pool, NOT_SEEN);
    }

    /** The same for one that was asked for at {@code askedAtNanos}, a reading of the ticker. */
    public @Nullable Lease open(Pool pool, long askedAtNanos) {
        try {
            // Before the line is looked for: that is no part of the wait, and the connection is out already.
            ThreadContext holder = ThreadContext.current();
            if (holder.isAside()) {
                return null;
            }
            long now = ticker.nanos();
            tellWaited(pool, askedAtNanos, now);
            Capture wanted = capture.in(pool, holder);
            Site site = siteWithoutWalk(wanted, pool, holder);
            // Not further down: each frame of our own above the application's makes the walk dearer.
            return add(
                    pool, site == null ? SiteFinder.find(captured(wanted.finder())) : site, holder, perhapsShared, now);
        } catch (Throwable e) {
            trouble.report("opening a lease", e);
            return null;
        }
    }

    /** The same, told by the server, whose own frames stand between us and the application. */
    public @Nullable Lease openInside(Pool pool) {
        return openInside(pool, NOT_SEEN);
    }

    /** The same for one that was asked for at {@code askedAtNanos}, a reading of the ticker. */
    public @Nullable Lease openInside(Pool pool, long askedAtNanos) {
        return openInside(pool, perhapsShared, askedAtNanos);
    }

    /** The same by somebody who knows whether there is another open handle on that connection already. */
    public @Nullable Lease openInside(Pool pool, boolean shared) {
        return openInside(pool, shared, NOT_SEEN);
    }

    /** The same by somebody who knows when it was asked for, too. */
    public @Nullable Lease openInside(Pool pool, boolean shared, long askedAtNanos) {
        return openInside(pool, shared ? SHARED : OWN, askedAtNanos);
    }

    private @Nullable Lease openInside(Pool pool, BooleanSupplier shared, long askedAtNanos) {
        try {
            ThreadContext holder = ThreadContext.current();
            if (holder.isAside()) {
                return null;
            }
            long now = ticker.nanos();
            tellWaited(pool, askedAtNanos, now);
            Capture wanted = capture.in(pool, holder);
            Site site = siteWithoutWalk(wanted, pool, holder);
            return add(
                    pool,
                    site == null ? SiteFinder.findFromInside(captured(wanted.finder())) : site,
                    holder,
                    shared,
                    now);
        } catch (Throwable e) {
            trouble.report("opening a lease inside the server", e);
            return null;
        }
    }

    /** A connection that was asked for at {@code askedAtNanos} has been handed out; its lease is made by somebody else, or was. */
    public void waited(Pool pool, long askedAtNanos) {
        tellWaited(pool, askedAtNanos, ticker.nanos());
    }

    private void tellWaited(Pool pool, long askedAtNanos, long now) {
        if (askedAtNanos != NOT_SEEN && !listeners.isEmpty()) {
            listeners.tell(listener -> listener.waited(pool, now - askedAtNanos));
        }
    }

    /**
     * No connection of {@code pool} came free in time for the current thread, which asked at {@code askedAtNanos}. Finds out where, by
     * walking the stack unless it is told, so not to be called with a lock of the pool.
     */
    public void timedOut(Pool pool, long askedAtNanos) {
        try {
            tellWaited(pool, askedAtNanos, ticker.nanos());
            ThreadContext holder = ThreadContext.current();
            SiteFinder finder = capture.in(pool, holder).finder();
            Site told = finder == null ? Site.UNKNOWN : holder.callSite();
            Site site = told == null ? SiteFinder.findFromInside(captured(finder)) : told;
            listeners.tell(listener -> listener.timedOut(pool, site));
        } catch (Throwable e) {
            trouble.report("noting that an acquisition timed out", e);
        }
    }

    /** The site of the next lease, {@code null} if the stack is to be walked for it. */
    private static @Nullable Site siteWithoutWalk(Capture wanted, Pool pool, ThreadContext holder) {
        if (wanted.finder() == null) {
            return Site.UNKNOWN;
        }
        Site told = holder.callSite();
        return told == null && !wanted.looksFor(pool) ? Site.NOT_SAMPLED : told;
    }

    private @Nullable Lease add(Pool pool, Site site, ThreadContext holder, BooleanSupplier shared, long now) {
        Scope scope = holder.scope();
        Lease declared = scope == null ? null : scope.declared();
        if (declared != null) {
            adopt(declared);
        }
        int before = holder.hand().isEmpty() ? 0 : holder.hand().count(pool);
        // In doubt it is the connection that the thread has already: better to miss one than to warn of a lock-up that
        // cannot be.
        boolean isShared = before > 0 && shared.getAsBoolean();
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

    /** Where connections are taken while others are held. */
    public NestedAcquisitions nestings() {
        return nestings;
    }

    /** Counts the walk that {@code finder} is about to make. */
    private @Nullable SiteFinder captured(@Nullable SiteFinder finder) {
        if (finder != null) {
            captures.increment();
        }
        return finder;
    }

    /** How often the stack was walked to find a site, or was kept. */
    public long captures() {
        return captures.sum();
    }

    /** A piece of work begins on the current thread. It counts as one lease until a connection is taken in it. */
    public @Nullable Lease declare(Borrower borrower) {
        return declare(borrower, null);
    }

    /** The same for work whose line or method is known; it is looked for if {@code known} is {@code null}. */
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
        // Asked for first: were it to fail later, a lease would stay out that nobody has.
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

    /** A declared lease has a child now, which counts in its place. */
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

    /** Ends a lease. True for the one call that did; every other call does nothing. */
    public boolean close(Lease lease, Outcome outcome) {
        long now = ticker.nanos();
        return lease.close(outcome, now) && closed(lease, now);
    }

    /**
     * The borrower gives it back now, and nobody else closes it any more. False if it was reclaimed before: then the connection is
     * not to be touched, for somebody else may have it.
     */
    public boolean returning(Lease lease) {
        return lease.returning();
    }

    /** What the borrower of an open lease holds. It is held weakly here. */
    public void hold(Lease lease, Object handle) {
        lease.hold(handle, null);
    }

    /** The same for a handle that stands before another one of the pool's, by which a lease can be closed when the first is lost. */
    public void hold(Lease lease, Object handle, Connection behind) {
        lease.hold(handle, behind);
    }

    /** What the borrower holds is the pool's own handle, and whether that is lost nobody can tell, as the pool holds it too. */
    public void holdBehind(Lease lease, Connection behind) {
        lease.hold(null, behind);
    }

    /** A piece of work is over, and what was taken in it should be back. Inside a transaction, that one's end decides. */
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

    /** The thread that took the lease, or its handle, was seen to be gone. True for the one caller that said so first. */
    public boolean markGone(Lease lease) {
        return lease.markGone();
    }

    /** A statement is executed with a lease from now on; {@code sql} is {@code null} when it is not known. */
    public void executing(Lease lease, @Nullable String sql) {
        executing(lease, sql, null);
    }

    /** The same for a statement that could be told to stop. */
    public void executing(Lease lease, @Nullable String sql, @Nullable Statement statement) {
        lease.executing(sql, statement, ticker.nanos());
    }

    /** It is this statement that was said to be executed, so that it could be told to stop. */
    public void executedBy(Lease lease, Statement statement) {
        Handle handle = lease.handle();
        if (handle != null) {
            handle.startedBy(statement);
        }
    }

    /** The statement is done, or failed. {@code sql} is what was said when it began. */
    public void executed(Lease lease, @Nullable String sql) {
        long nanos = lease.executed(ticker.nanos());
        SlowStatements slow = slowStatements;
        if (slow != null && nanos >= slow.thresholdNanos()) {
            tell(slow.listener(), lease, sql, nanos);
        }
    }

    private void tell(StatementListener listener, Lease lease, @Nullable String sql, long nanos) {
        try {
            listener.executed(lease, sql, nanos);
        } catch (Throwable e) {
            trouble.report("the listener " + listener.getClass().getName(), e);
        }
    }

    /** Has {@code listener}, and no other from now on, told of every statement that takes {@code threshold} or longer. */
    public synchronized void tellOfStatements(Duration threshold, StatementListener listener) {
        slowStatements = new SlowStatements(listener, TimeUnit.NANOSECONDS.convert(threshold));
    }

    /** Has {@code listener} told of no more statements. */
    public synchronized void tellOfNoStatements(StatementListener listener) {
        SlowStatements slow = slowStatements;
        if (slow != null && slow.listener() == listener) {
            slowStatements = null;
        }
    }

    /** Each statement that is executed with a lease is a transaction of its own from now on, or is not any more. */
    public void autoCommits(Lease lease, boolean on) {
        Handle handle = lease.handle();
        if (handle != null) {
            handle.autoCommits(on);
        }
    }

    /** What was executed with a lease so far was committed or rolled back. */
    public void transactionEnded(Lease lease) {
        Handle handle = lease.handle();
        if (handle != null) {
            handle.transactionEnded();
        }
    }

    /** The server took the connection of an open lease back, and closed the borrower's handle too or did not. */
    public void takeBack(Lease lease, boolean handleClosed) {
        lease.takeBack(handleClosed, ticker.nanos());
    }

    /** The handle of a lease that was taken back got another connection. False if the lease is over. */
    public boolean resume(Lease lease) {
        return lease.resume();
    }

    /** Ends a lease that the server took back, as of that moment. True for the one call that did. */
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

    /** Calls an open lease a leak. True for the one call that did so first; that caller reports it. */
    public boolean markLeaked(Lease lease) {
        if (!lease.markLeaked()) {
            return false;
        }
        suspects.add(lease.site(), ticker.nanos());
        // Until then its stack holds classes of the application, which this lease may outlive now.
        lease.stack();
        listeners.tell(listener -> listener.leaked(lease));
        return true;
    }

    /** Counts an error of {@code borrower}'s work and tells the listeners. */
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

    /** The leases that are open, in no order; a live view that may be walked while leases come and go. */
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

    /** Forgets counts and history; leases that are out stay known. */
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
