package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.site.Stack;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.UnitOfWork;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A lease: a connection that was acquired, or a tracked piece of work, from its start to its end.
 *
 * <p>Thread-safe. The state changes in one method, {@link #move}, by a compare-and-set. The caller that makes a step reports it, so
 * a lease is closed once and reported as a leak at most once, however many threads try, unless the leak was withdrawn.
 *
 * <p>Closed leases are kept in the history, so the fields are compact: 64 bytes.
 */
public final class Lease {

    private static final int LEAKED = 1;
    private static final int PARENT = 2;
    private static final int TAKEN_BACK = 4;
    private static final int HANDLE_CLOSED = 8;
    /** The unit of work that it outlived: its ordinal + 1, times this. Two bits. */
    private static final int OUTLIVED = 16;

    private static final int ANY_UNIT = 3 * OUTLIVED;
    private static final int NESTED = 64;

    /** The borrower is closing it, so it must not be reclaimed. */
    private static final int RETURNING = 128;

    private static final int OWNED = 256;

    /** It was idle in a transaction when it outlived its unit of work or was reported as a leak. */
    private static final int IN_TRANSACTION = 512;

    /** An HTTP session keeps its handle. */
    private static final int OF_SESSION = 1024;

    /** From this value on, the lease is closed: the ordinal of the outcome + 1, times this, plus the bits above. */
    private static final int CLOSED = 2048;

    private static final long SAME_TIME = Long.MIN_VALUE;

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final UnitOfWork[] UNITS = UnitOfWork.values();
    private static final AtomicIntegerFieldUpdater<Lease> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Lease.class, "state");

    private final long id;
    private final long openedAtNanos;
    /** When it was closed, taken back, or outlived its unit of work. Written before the state that publishes it. */
    private long endedAtNanos;

    private final Pool pool;
    private final Borrower borrower;
    private final Site site;
    private final ThreadContext holder;
    /** The distance to the id of the declared lease it was opened in, 0 for none. Four bytes shorter than the id. */
    private final int parentDistance;
    /** Set if the use of the connection is observed, until the listeners were notified of the end. */
    private @Nullable Handle handle;

    private volatile int state;

    Lease(long id, long parentId, Pool pool, Borrower borrower, Site site, ThreadContext holder, long openedAtNanos) {
        this.id = id;
        this.parentDistance = parentId == 0 || id - parentId > Integer.MAX_VALUE ? 0 : (int) (id - parentId);
        this.pool = pool;
        this.borrower = borrower;
        this.site = site;
        this.holder = holder;
        this.openedAtNanos = openedAtNanos;
    }

    /** Unique in this JVM, from 1. */
    public long id() {
        return id;
    }

    /** The id of the declared lease it was opened in, 0 for none. */
    public long parentId() {
        return parentDistance == 0 ? 0 : id - parentDistance;
    }

    public Pool pool() {
        return pool;
    }

    public Borrower borrower() {
        return borrower;
    }

    public Site site() {
        return site;
    }

    /** The thread that opened it. */
    public ThreadContext holder() {
        return holder;
    }

    /** Whether it represents a piece of work rather than an observed connection. */
    public boolean isDeclared() {
        return pool == Pool.DECLARED;
    }

    /** How long it had been open at {@code nowNanos}, a reading of the ticker of its registry. */
    public Duration ageAt(long nowNanos) {
        return Duration.ofNanos(nowNanos - openedAtNanos);
    }

    /** The hold time in nanoseconds: until it was closed, or until {@code nowNanos} if it is open. */
    public long heldNanosAt(long nowNanos) {
        return (isOpen() ? nowNanos : endedAtNanos) - openedAtNanos;
    }

    /** How long before {@code nowNanos} it was closed, zero if it is open. */
    public Duration endedBefore(long nowNanos) {
        return isOpen() ? Duration.ZERO : Duration.ofNanos(nowNanos - endedAtNanos);
    }

    public boolean isOpen() {
        return state < CLOSED;
    }

    /** Whether it was reported as a leak, even if it has been closed since. */
    public boolean hasLeaked() {
        return (state & LEAKED) != 0;
    }

    /** Whether it is open while the server has taken the connection back, because the unit of work of the borrower ended first. */
    public boolean isTakenBack() {
        int now = state;
        return now < CLOSED && (now & TAKEN_BACK) != 0;
    }

    /** Whether the server has closed the handle of the borrower too, so that this lease can no longer be used. */
    public boolean isHandleClosed() {
        return (state & HANDLE_CLOSED) != 0;
    }

    /** The unit of work that ended while the lease stayed open, {@code null} if it continues or is unknown. */
    public @Nullable UnitOfWork outlived() {
        int now = state;
        int unit = now < CLOSED ? (now / OUTLIVED) & 3 : 0;
        return unit == 0 ? null : UNITS[unit - 1];
    }

    /** The time since it was {@link #isTakenBack() taken back}, or since it {@link #outlived()} its unit of work, in nanoseconds. */
    public long outlivedNanosAt(long nowNanos) {
        return nowNanos - endedAtNanos;
    }

    /** Whether the thread that opened it has ended and no other thread has used it. */
    public boolean isAbandoned() {
        Thread thread = holder.thread();
        return (thread == null || !thread.isAlive()) && !isHandedOver();
    }

    /** Whether the last use was by a thread other than the one that opened it. That thread is then expected to close it. */
    public boolean isHandedOver() {
        Handle known = handle;
        return known != null && known.isUsedByOtherThan(holder.threadId());
    }

    /** Whether the thread held another lease of the pool when it opened this one. */
    boolean isNested() {
        return (state & NESTED) != 0;
    }

    /** Whether the thread that opened it still holds it and is expected to close it: it is no leak and was not handed over. */
    boolean isInHand() {
        int now = state;
        return now < CLOSED && (now & (LEAKED | TAKEN_BACK | HANDLE_CLOSED | ANY_UNIT)) == 0 && !isHandedOver();
    }

    /** Whether it is a declared lease with children; the children are counted in its place. */
    public boolean hasChildren() {
        return (state & PARENT) != 0;
    }

    /** The outcome, {@code null} while it is open. */
    public @Nullable Outcome outcome() {
        int now = state;
        return now < CLOSED ? null : OUTCOMES[now / CLOSED - 1];
    }

    /** The handle of the borrower; {@code null} if it is not observed, or once the listeners were notified of the end. */
    public @Nullable Handle handle() {
        Handle known = handle;
        return known == null || !known.isSeen() ? null : known;
    }

    /**
     * The total execution time of statements at {@code nowNanos} or at the end of the lease, in nanoseconds; 0 without a {@link
     * #handle()}.
     */
    public long executedNanosAt(long nowNanos) {
        Handle known = handle;
        return known == null ? 0 : known.executedNanosAt(isOpen() ? nowNanos : endedAtNanos);
    }

    /** Sets the handle of the borrower, {@code null} if only the handle of the pool is known. */
    void hold(@Nullable Object held, @Nullable Connection behind) {
        // Does not read the ticker again, because that is a large part of the cost of a lease.
        handle = new Handle(held, behind, openedAtNanos, keptStack());
    }

    /** Keeps the stack of the thread that opens it. */
    void keep(Stack stack) {
        handle = new Handle(stack);
    }

    private @Nullable Stack keptStack() {
        Handle known = handle;
        return known == null ? null : known.stack();
    }

    /**
     * The stack of the thread that opened it, the innermost frame first; empty if it was not kept. Available while the lease is
     * open, and for a leak after that too. The first call decodes the frames, which takes some microseconds per frame.
     */
    public List<StackTraceElement> stack() {
        Stack kept = keptStack();
        return kept == null ? List.of() : kept.frames();
    }

    /** Releases the handle, which the history must not keep. A leak keeps its stack as evidence. */
    void letGo() {
        Stack kept = hasLeaked() ? keptStack() : null;
        handle = kept == null ? null : new Handle(kept);
    }

    /** An execution begins; {@code sql} is {@code null} if it is unknown, as for a batch. */
    void executing(@Nullable String sql, @Nullable Statement statement, long nowNanos) {
        if (!isOpen()) {
            return;
        }
        Handle known = handle;
        if (known == null || !known.isSeen()) {
            known = new Handle(null, null, nowNanos, keptStack());
            handle = known;
        }
        known.started(sql, statement, nowNanos);
    }

    /** An execution has ended. Returns its duration in nanoseconds, 0 if it is unknown. */
    long executed(long nowNanos) {
        Handle known = handle;
        return known == null ? 0 : known.finished(nowNanos);
    }

    /** The current activity, {@code null} if it is not observed or the lease is closed. */
    public @Nullable Activity activity() {
        Handle known = handle();
        return known == null || !isOpen() ? null : known.activity();
    }

    /**
     * Whether it was idle in a transaction when it outlived its unit of work or was reported as a leak, even if it has been
     * closed since.
     */
    public boolean wasIdleInTransaction() {
        return (state & IN_TRANSACTION) != 0;
    }

    /** Recorded now, because the server may end the transaction next. */
    private void recordTransaction() {
        if (activity() == Activity.IDLE_IN_TRANSACTION) {
            mark(IN_TRANSACTION);
        }
    }

    /**
     * Marks it as a leak. {@code true} for the first caller only, and only while it is open and not being closed: a driver may
     * take long to close a connection that its borrower returned.
     */
    boolean markLeaked() {
        recordTransaction();
        return move(0, LEAKED | RETURNING, 0, LEAKED, SAME_TIME);
    }

    /** It is no leak, because it is held intentionally. {@code true} for the first caller only, and only while it is open. */
    boolean withdrawLeak() {
        return move(LEAKED, 0, LEAKED, 0, SAME_TIME);
    }

    /** A child lease was opened. {@code true} for the first caller only, and only while it is open. */
    boolean becomeParent() {
        return mark(PARENT);
    }

    /** The thread held another lease of the pool when it opened this one. */
    void becomeNested() {
        mark(NESTED);
    }

    /** A piece of work owns it; the end of that work will be recorded. */
    void becomeOwned() {
        mark(OWNED);
    }

    /** An HTTP session keeps its handle, so that it may be used in later requests. */
    void becomeOfSession() {
        mark(OF_SESSION);
    }

    /** Whether an HTTP session keeps its handle. */
    public boolean isOfSession() {
        return (state & OF_SESSION) != 0;
    }

    /** Whether a piece of work owns it that has not ended; its end will show whether the connection was returned. */
    public boolean isOwned() {
        return (state & OWNED) != 0 && outlived() == null;
    }

    /** The unit of work that it was opened in has ended. */
    void outlive(UnitOfWork unit, long nowNanos) {
        if (isOpen() && outlived() == null) {
            recordTransaction();
            move(0, ANY_UNIT, 0, OUTLIVED * (unit.ordinal() + 1), nowNanos);
        }
    }

    /**
     * The server took the connection back. {@code true} for the first caller only, and only while it is open and its borrower is not closing it: a
     * connection that its borrower has just closed looks the same.
     */
    boolean takeBack(boolean handleClosed, long nowNanos) {
        // A handle is only closed together with the loss of its connection.
        return handleClosed
                ? move(0, HANDLE_CLOSED | RETURNING, 0, TAKEN_BACK | HANDLE_CLOSED, nowNanos)
                : move(0, TAKEN_BACK | RETURNING, 0, TAKEN_BACK, nowNanos);
    }

    /** The handle got another connection of the pool. {@code false} if the lease is closed. */
    boolean resume() {
        return move(0, HANDLE_CLOSED, TAKEN_BACK, 0, SAME_TIME);
    }

    /**
     * Closes it if the server took the connection back and the handle has no other one. {@code true} for the one caller that
     * closed it.
     */
    boolean closeTakenBack() {
        return move(TAKEN_BACK, 0, 0, closed(Outcome.CLOSED_BY_CONTAINER), SAME_TIME);
    }

    /** The borrower begins to close it. {@code false} if it was reclaimed: then the connection may belong to another borrower. */
    boolean returning() {
        return mark(RETURNING) || outcome() != Outcome.RECLAIMED;
    }

    /** The borrower could not close it and holds it still. */
    void notReturned() {
        move(0, 0, RETURNING, 0, SAME_TIME);
    }

    /** Closes it. {@code true} for the first caller only. It cannot be reclaimed while its borrower is closing it. */
    boolean close(Outcome outcome, long nowNanos) {
        return move(0, outcome == Outcome.RECLAIMED ? RETURNING : 0, 0, closed(outcome), nowNanos);
    }

    private static int closed(Outcome outcome) {
        return CLOSED * (outcome.ordinal() + 1);
    }

    private boolean mark(int bit) {
        return move(0, bit, 0, bit, SAME_TIME);
    }

    /**
     * The one transition of the state. It has no effect if the lease is closed, if a bit of {@code needed} is missing, or if one of
     * {@code barred} is set.
     *
     * @param endedAt the time to set with it, {@link #SAME_TIME} for none
     * @return whether this call made the transition
     */
    private boolean move(int needed, int barred, int cleared, int set, long endedAt) {
        while (true) {
            int before = state;
            if (before >= CLOSED || (before & needed) != needed || (before & barred) != 0) {
                return false;
            }
            if (endedAt != SAME_TIME) {
                // Concurrent callers may both write the time. Their values differ only by the duration of the race, and
                // the state publishes one of them.
                endedAtNanos = endedAt;
            }
            if (STATE.compareAndSet(this, before, (before & ~cleared) | set)) {
                return true;
            }
        }
    }

    /** By id, because an identity hash code would have to be generated for every lease. */
    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "lease " + id + " from " + pool.name() + " at " + site;
    }
}
