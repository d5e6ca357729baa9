package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.PerThread;
import java.lang.ref.WeakReference;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread as Leasewatch knows it: what it works on now, and a name that outlives it.
 *
 * <p>One per thread, made when the thread takes its first lease or begins its first tracked work. Only the thread itself may
 * change its scope. A thread that a request starts works for that request as long as that goes on, unless it is a pool's. The thread is held weakly, so that a lease nobody gives back keeps no thread and no class loader alive.
 */
public final class ThreadContext {

    private static final PerThread<ThreadContext> CURRENT = new PerThread<>(ThreadContext::new);

    /** What a thread works on, handed to the threads it starts. */
    private static final InheritableThreadLocal<@Nullable Scope> HANDED_ON = new InheritableThreadLocal<>();

    /** The server's own threads, which work for anybody, whoever's need it was that started them. */
    private static final String SERVER_THREAD = "Default Executor-thread-";

    private final WeakReference<Thread> thread;
    private final String name;
    private final long threadId;
    private final @Nullable Scope inherited;
    private final boolean worksForAnybody;
    private final ThreadLeases hand = new ThreadLeases();
    private @Nullable Scope scope;
    private @Nullable Pool asked;
    private @Nullable Lease taken;
    private @Nullable Site callSite;
    private boolean telling;
    private boolean aside;

    private ThreadContext(Thread thread) {
        this.thread = new WeakReference<>(thread);
        // Virtual threads have no name unless somebody gave them one.
        this.name = thread.getName().isEmpty() ? "thread-" + thread.getId() : thread.getName();
        this.worksForAnybody = thread instanceof ForkJoinWorkerThread || name.startsWith(SERVER_THREAD);
        this.threadId = thread.getId();
        this.inherited = worksForAnybody ? null : HANDED_ON.get();
        this.scope = inherited;
    }

    /** The current thread. */
    public static ThreadContext current() {
        return CURRENT.get();
    }

    public String name() {
        return name;
    }

    /** The thread itself, {@code null} once it is gone. */
    public @Nullable Thread thread() {
        return thread.get();
    }

    /** The id that the JVM gave it. */
    public long threadId() {
        return threadId;
    }

    /** Whether it is a thread of a pool that works for anybody: that it ends has nothing to do with what it did. */
    public boolean worksForAnybody() {
        return worksForAnybody;
    }

    /** What the thread has in hand; for the thread itself alone. */
    ThreadLeases hand() {
        return hand;
    }

    /**
     * The outermost piece of work around what the thread does now, which is the last one that may own what is taken in it; {@code
     * null} without one. Not what the thread was started by: it may go on for longer.
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

    /** What the thread works on, {@code null} outside any request and tracked operation. */
    public @Nullable Scope scope() {
        while (scope != null && scope.isOver()) {
            scope = scope.outer();
        }
        return scope;
    }

    /** Who takes the leases that the thread takes now. */
    public Borrower borrower() {
        Scope now = scope();
        return now == null ? Borrower.UNKNOWN : now.borrower();
    }

    /** The server calls a bean on this thread outside any request, such as a timer's. Ends when the scope that is set does. */
    public void call() {
        scope = Scope.call(borrower(), scope());
    }

    /** Sets what the thread works on and answers what it worked on before, to be put back afterwards. */
    public @Nullable Scope enter(@Nullable Scope next) {
        Scope before = scope();
        scope = next;
        HANDED_ON.set(next == null || next.isHandedOn() ? next : null);
        return before;
    }

    /** A watched data source asks for a connection of {@code pool}. Answers what was asked for before, to be put back by {@link #answered}. */
    public @Nullable Pool ask(Pool pool) {
        Pool before = asked;
        asked = pool;
        taken = null;
        return before;
    }

    /** The pool whose watched data source asks for a connection now, {@code null} without one. */
    public @Nullable Pool asked() {
        return asked;
    }

    /** The connection that was asked for was seen to be taken: it is this lease, and whatever else is taken now was not asked for. */
    public void took(Lease lease) {
        taken = lease;
        asked = null;
    }

    /** The asking is over. Answers the lease that the connection is already, {@code null} if nobody else saw it taken. */
    public @Nullable Lease answered(@Nullable Pool before) {
        Lease lease = taken;
        taken = null;
        asked = before;
        return lease;
    }

    /**
     * An application calls a data source at {@code site}; {@code null} if only the stack can tell. Answers what is to be run, on this
     * thread, when the call is over.
     */
    Runnable calling(@Nullable Site site) {
        Call call = new Call(this, callSite);
        callSite = site;
        return call;
    }

    /** Where an application calls a data source now, as it said itself; {@code null} if only the stack can tell. */
    @Nullable
    Site callSite() {
        return callSite;
    }

    /** From now on the thread works for Leasewatch itself: what it takes is nobody's lease, and its waiting is no application's. */
    public void stepAside() {
        aside = true;
    }

    /** The thread is done with what it did for Leasewatch. */
    public void stepBack() {
        aside = false;
    }

    /** Whether the thread works for Leasewatch itself. */
    public boolean isAside() {
        return aside;
    }

    /** Begins to tell listeners of a lease of this thread. False while it is telling them of another already. */
    boolean beginTelling() {
        boolean first = !telling;
        telling = true;
        return first;
    }

    void endTelling() {
        telling = false;
    }

    /** Knows all that its end takes: that must not fail where the beginning did not. */
    private record Call(ThreadContext holder, @Nullable Site before) implements Runnable {

        @Override
        public void run() {
            holder.callSite = before;
        }
    }
}
