package io.leasewatch.core.lease;

import io.leasewatch.core.site.CapturePolicy;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.PerThread;
import java.lang.ref.WeakReference;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * The state of a thread: the scope it works in, the leases it holds, and a name that outlives the thread.
 *
 * <p>One per thread, created when the thread opens its first lease or begins its first tracked work. Only the thread itself may
 * change its scope. A thread that is started during a request inherits the scope of that request until it ends, unless the new
 * thread belongs to a pool. The thread is referenced weakly, so that a leaked lease keeps neither a thread nor a class loader in
 * memory.
 */
public final class ThreadContext {

    private static final PerThread<ThreadContext> CURRENT = new PerThread<>(ThreadContext::new);

    private static final Inherited INHERITED = new Inherited();

    /** The name prefix of the pool threads of the server, which work for any request, whichever thread caused their start. */
    private static final String SERVER_THREAD = "Default Executor-thread-";

    private final WeakReference<Thread> thread;
    private final String name;
    private final long threadId;
    private final @Nullable Scope inherited;
    private final boolean worksForAnybody;
    private final ThreadLeases hand = new ThreadLeases();
    private @Nullable Scope scope;
    private @Nullable LeaseRequest request;
    private boolean originKnown;
    private boolean ofApplication;
    private @Nullable Site callSite;
    private @Nullable SelfWait selfWait;
    private boolean notifying;
    private boolean aside;

    private ThreadContext(Thread thread) {
        this.thread = new WeakReference<>(thread);
        // Virtual threads have no name by default.
        this.name = thread.getName().isEmpty() ? "thread-" + thread.getId() : thread.getName();
        this.worksForAnybody = thread instanceof ForkJoinWorkerThread || name.startsWith(SERVER_THREAD);
        this.threadId = thread.getId();
        this.inherited = worksForAnybody ? null : INHERITED.scope();
        this.scope = inherited;
        INHERITED.set(new WeakReference<>(this));
    }

    /** The current thread. */
    public static ThreadContext current() {
        return CURRENT.get();
    }

    public String name() {
        return name;
    }

    /** The thread, {@code null} if it is no longer reachable. */
    public @Nullable Thread thread() {
        return thread.get();
    }

    /** The id of the thread in the JVM. */
    public long threadId() {
        return threadId;
    }

    /** Whether this is a pool thread that works for any request. The end of such a thread says nothing about its earlier work. */
    public boolean worksForAnybody() {
        return worksForAnybody;
    }

    /** Determines once whether the application made the thread, which takes a walk of its whole stack. Only for the thread itself. */
    void determineOrigin(CapturePolicy policy) {
        if (!originKnown) {
            originKnown = true;
            ofApplication = !worksForAnybody && policy.isThreadOfApplication();
        }
    }

    /** Whether the application made the thread, so that its work ends with it. False if that is not known. */
    public boolean isOfApplication() {
        return ofApplication;
    }

    /** Whether the request or operation that started the thread is still in progress. */
    public boolean isStarterAtWork() {
        return inherited != null && !inherited.isOver();
    }

    /** Whether the thread holds connections. Only for the thread itself. */
    public boolean holdsConnections() {
        return !hand.isEmpty();
    }

    /** Sets the wait that may follow the acquisition that now begins, {@code null} for none. */
    public void mayWaitForItself(@Nullable SelfWait wait) {
        selfWait = wait;
    }

    /** The wait that may follow the acquisition in progress, {@code null} if the thread holds no connection of the pool. */
    public @Nullable SelfWait selfWait() {
        return selfWait;
    }

    /** The leases that the thread holds. Only for the thread itself. */
    ThreadLeases hand() {
        return hand;
    }

    /**
     * The outermost scope around the current work, which is the last one that may own a new lease; {@code null} without one. An
     * inherited scope does not count, because the thread may run longer.
     */
    @Nullable
    Scope outermost() {
        Scope found = scope();
        if (found == inherited) {
            return null;
        }
        while (found != null) {
            Scope outer = found.outer();
            if (outer == null || outer == inherited || found.isCall()) {
                return found;
            }
            found = outer;
        }
        return null;
    }

    /** The current scope, {@code null} outside any request and tracked operation. */
    public @Nullable Scope scope() {
        while (scope != null && scope.isOver()) {
            scope = scope.outer();
        }
        return scope;
    }

    /** The borrower of leases that the thread opens now. */
    public Borrower borrower() {
        Scope now = scope();
        return now == null ? Borrower.UNKNOWN : now.borrower();
    }

    /** The server calls a bean on this thread outside any request, such as a timer. Ends together with the scope that is set here. */
    public void call() {
        scope = Scope.call(borrower(), scope());
    }

    /** Sets the scope and returns the previous one, to be restored afterwards. */
    public @Nullable Scope enter(@Nullable Scope next) {
        Scope before = scope();
        scope = next;
        return before;
    }

    /** A watched data source begins to acquire a connection of {@code pool}. It must end the request on the same thread. */
    public LeaseRequest request(Pool pool) {
        LeaseRequest begun = new LeaseRequest(this, pool, request);
        request = begun;
        return begun;
    }

    /** The innermost request in progress; {@code null} if there is none, or if it has its lease already. */
    public @Nullable LeaseRequest request() {
        LeaseRequest last = request;
        return last == null || last.lease != null ? null : last;
    }

    /** Sets the request in progress; {@code null} while a pool opens connections of its own, which were not requested. */
    public void setRequest(@Nullable LeaseRequest next) {
        request = next;
    }

    /**
     * Begins a call of a data source at {@code site}; {@code null} if only a stack walk can find the site. Returns what to run on
     * this thread when the call ends.
     */
    Runnable calling(@Nullable Site site) {
        Call call = new Call(this, callSite);
        callSite = site;
        return call;
    }

    /** The site of the current call of a data source, {@code null} if only a stack walk can find it. */
    @Nullable
    Site callSite() {
        return callSite;
    }

    /** The thread begins to work for Leasewatch. Its acquisitions open no leases, and its waits are not counted. */
    public void stepAside() {
        aside = true;
    }

    /** The thread ends its work for Leasewatch. */
    public void stepBack() {
        aside = false;
    }

    /** Whether the thread works for Leasewatch. */
    public boolean isAside() {
        return aside;
    }

    /** Begins to notify listeners on this thread. {@code false} if a notification is already in progress. */
    boolean beginNotifying() {
        boolean first = !notifying;
        notifying = true;
        return first;
    }

    void endNotifying() {
        notifying = false;
    }

    /**
     * A watched data source acquires a connection. If the agent is installed, it opens the lease where the connection leaves its
     * pool, and hands it over here. Only for the thread itself.
     */
    public static final class LeaseRequest {

        private final ThreadContext holder;
        private final Pool pool;
        private final @Nullable LeaseRequest outer;
        private @Nullable Lease lease;

        private LeaseRequest(ThreadContext holder, Pool pool, @Nullable LeaseRequest outer) {
            this.holder = holder;
            this.pool = pool;
            this.outer = outer;
        }

        /** The pool of the watched data source. */
        public Pool pool() {
            return pool;
        }

        /** The agent opened {@code opened} for the requested connection. */
        public void fulfil(Lease opened) {
            lease = opened;
        }

        /** Ends the request. Returns the lease that the agent opened, {@code null} if there is none. */
        public @Nullable Lease end() {
            holder.request = outer;
            return lease;
        }
    }

    /**
     * What a thread passes on to the threads that it starts: its scope at that moment. In a thread that has a context, a weak reference to the context, so
     * that nothing is written when its scope changes; in one that has none yet, the scope that it inherited.
     */
    private static final class Inherited extends InheritableThreadLocal<@Nullable Object> {

        /** Called on the thread that starts another one, while the work is still in progress that names the borrower. */
        @Override
        protected @Nullable Object childValue(@Nullable Object value) {
            try {
                Scope scope =
                        value instanceof WeakReference<?> context && context.get() instanceof ThreadContext starter
                                ? starter.scope()
                                : scope(value);
                if (scope == null || !scope.isInheritable()) {
                    return null;
                }
                Borrower unused = scope.borrower();
                return scope;
            } catch (RuntimeException | Error e) {
                return null;
            }
        }

        /** What the current thread has inherited. */
        @Nullable
        Scope scope() {
            return scope(get());
        }

        private static @Nullable Scope scope(@Nullable Object value) {
            return value instanceof Scope inherited ? inherited : null;
        }
    }

    /** Holds all data that its end needs, so that the end cannot fail. */
    private record Call(ThreadContext holder, @Nullable Site before) implements Runnable {

        @Override
        public void run() {
            holder.callSite = before;
        }
    }
}
