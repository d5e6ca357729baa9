package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.UnitOfWork;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A connection, or a tracked piece of work that stands for one, taken and perhaps given back.
 *
 * <p>Thread-safe. Its state moves forward only, each step by one compare-and-set, and whoever makes the step reports it: a
 * lease is closed once and called a leak at most once, however many threads try.
 *
 * <p>Kept in the history after it is closed, hence the frugal fields: 64 bytes.
 */
public final class Lease {

    private static final int LEAKED = 1;
    private static final int PARENT = 2;
    private static final int TAKEN_BACK = 4;
    private static final int HANDLE_CLOSED = 8;
    /** The unit that it outlived: its ordinal + 1, times this. Two bits. */
    private static final int OUTLIVED = 16;

    private static final int GONE = 64;
    private static final int NESTED = 128;

    /** The borrower is about to give it back, so it is nobody else's to close. */
    private static final int RETURNING = 256;

    private static final int OWNED = 512;

    /** It was idle in a transaction when it outlived its unit of work, or was called a leak. */
    private static final int IN_TRANSACTION = 1024;

    /** From here on the state is of a closed lease: the outcome's ordinal + 1, times this, plus the bits above. */
    private static final int CLOSED = 2048;

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final UnitOfWork[] UNITS = UnitOfWork.values();
    private static final AtomicIntegerFieldUpdater<Lease> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Lease.class, "state");

    private final long id;
    private final long openedAtNanos;
    /** When it was closed, taken back or outlived its unit of work: written before the state that says so. */
    private long endedAtNanos;

    private final Pool pool;
    private final Borrower borrower;
    private final Site site;
    private final ThreadContext holder;
    /** How many leases before this one the declared lease is that it was taken in, 0 for none: four bytes fewer than its id. */
    private final int parentDistance;
    /** While it is open, and until its end is told; if somebody sees what is done with it. */
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

    /** The declared lease this one was taken in, 0 for none. */
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

    /** The thread that took it. */
    public ThreadContext holder() {
        return holder;
    }

    /** Whether it stands for a piece of work rather than for a connection that was seen. */
    public boolean isDeclared() {
        return pool == Pool.DECLARED;
    }

    /** How long this lease had been open at {@code nowNanos}, a reading of the ticker that opened it. */
    public Duration ageAt(long nowNanos) {
        return Duration.ofNanos(nowNanos - openedAtNanos);
    }

    /** How long it was held, if it is closed; until {@code nowNanos} otherwise. Nanoseconds. */
    public long heldNanosAt(long nowNanos) {
        return (isOpen() ? nowNanos : endedAtNanos) - openedAtNanos;
    }

    public boolean isOpen() {
        return state < CLOSED;
    }

    /** Whether it was reported as a leak, open or closed since. */
    public boolean hasLeaked() {
        return (state & LEAKED) != 0;
    }

    /** Whether it is open, but the server has the connection back: its borrower's unit of work ended first. */
    public boolean isTakenBack() {
        int now = state;
        return now < CLOSED && (now & TAKEN_BACK) != 0;
    }

    /** Whether the server has closed the borrower's handle too, so that nobody can use this lease any more. */
    public boolean isHandleClosed() {
        return (state & HANDLE_CLOSED) != 0;
    }

    /** The unit of work that is over while it is open, {@code null} if that goes on or nobody knows. */
    public @Nullable UnitOfWork outlived() {
        int now = state;
        int unit = now < CLOSED ? (now / OUTLIVED) & 3 : 0;
        return unit == 0 ? null : UNITS[unit - 1];
    }

    /** For how long it has been {@link #isTakenBack() taken back}, or has {@link #outlived()} its unit of work. Nanoseconds. */
    public long outlivedNanosAt(long nowNanos) {
        return nowNanos - endedAtNanos;
    }

    /** Whether the thread that took it is gone, and no other has used it. */
    public boolean isAbandoned() {
        Thread thread = holder.thread();
        return (thread == null || !thread.isAlive()) && !isHandedOver();
    }

    /** Whether another thread than the one that took it has used it last: then it is that one's to give back. */
    public boolean isHandedOver() {
        Handle known = handle;
        return known != null && known.isUsedByOtherThan(holder.threadId());
    }

    /** Whether its thread had another one of the pool when it took this. */
    boolean isNested() {
        return (state & NESTED) != 0;
    }

    /** Whether the thread that took it has it still, and will give it back: it is no leak, and nobody else's by now. */
    boolean isInHand() {
        int now = state;
        return now < CLOSED && (now & (LEAKED | TAKEN_BACK | HANDLE_CLOSED | 3 * OUTLIVED)) == 0 && !isHandedOver();
    }

    /** Whether it is a declared lease that others were taken in, which count in its place. */
    public boolean hasChildren() {
        return (state & PARENT) != 0;
    }

    /** How it ended, {@code null} while it is open. */
    public @Nullable Outcome outcome() {
        int now = state;
        return now < CLOSED ? null : OUTCOMES[now / CLOSED - 1];
    }

    /** What its borrower holds, {@code null} if nobody saw it, or the lease is closed and every listener knows. */
    public @Nullable Handle handle() {
        Handle known = handle;
        return known == null || !known.isSeen() ? null : known;
    }

    /**
     * For how long statements were executed with it by {@code nowNanos}, or until it was closed. As far as anybody saw: 0 without a
     * {@link #handle()}. Nanoseconds.
     */
    public long executedNanosAt(long nowNanos) {
        Handle known = handle;
        return known == null ? 0 : known.executedNanosAt(isOpen() ? nowNanos : endedAtNanos);
    }

    /** Its borrower has held this since it was opened; {@code null} if only what is behind it is known. */
    void hold(@Nullable Object held, @Nullable Connection behind) {
        // Not by asking the ticker once more, which is a good part of what a lease costs.
        handle = new Handle(held, behind, openedAtNanos, keptStack());
    }

    /** This is the stack of the thread that takes it. */
    void keep(Stack stack) {
        handle = new Handle(stack);
    }

    private @Nullable Stack keptStack() {
        Handle known = handle;
        return known == null ? null : known.stack();
    }

    /**
     * The stack of the thread that took it, the innermost frame first; empty if it was not kept. Kept as long as the lease is open,
     * and of one that was called a leak after that too. The first call makes texts of it, which takes some microseconds per frame.
     */
    public List<StackTraceElement> stack() {
        Stack kept = keptStack();
        return kept == null ? List.of() : kept.frames();
    }

    /** Nobody asks for the handle any more, and the history is not to keep it. A leak keeps its stack, which is evidence. */
    void letGo() {
        Stack kept = hasLeaked() ? keptStack() : null;
        handle = kept == null ? null : new Handle(kept);
    }

    /** A statement begins; {@code sql} is {@code null} when it is not known, such as a batch's. */
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

    /** It is done. Answers for how long it was executed, 0 if nobody knows. */
    long executed(long nowNanos) {
        Handle known = handle;
        return known == null ? 0 : known.finished(nowNanos);
    }

    /** What is done with it, {@code null} if nobody saw it, or it is over. */
    public @Nullable Activity activity() {
        Handle known = handle();
        return known == null || !isOpen() ? null : known.activity();
    }

    /** Whether it was idle in a transaction when it outlived its unit of work or was called a leak, open or closed since. */
    public boolean wasIdleInTransaction() {
        return (state & IN_TRANSACTION) != 0;
    }

    /** Whoever looks now will be the last to see it, if the server ends the transaction next. */
    private void noteTransaction() {
        if (activity() == Activity.IDLE_IN_TRANSACTION) {
            mark(IN_TRANSACTION);
        }
    }

    /** Calls it a leak. True for the one caller that did so first, while it was open. */
    boolean markLeaked() {
        noteTransaction();
        return mark(LEAKED);
    }

    /** Another lease was taken in this one. True for the one caller that said so first, while it was open. */
    boolean becomeParent() {
        return mark(PARENT);
    }

    /** Its thread had another one of the pool when it took this. */
    void becomeNested() {
        mark(NESTED);
    }

    /** A piece of work owns it, whose end will be told. */
    void becomeOwned() {
        mark(OWNED);
    }

    /** Whether a piece of work owns it that goes on, so that its end will tell whether it was given back. */
    public boolean isOwned() {
        return (state & OWNED) != 0 && outlived() == null;
    }

    /** The thread that took it, or its handle, was seen to be gone. True for the one caller that said so first. */
    boolean markGone() {
        return mark(GONE);
    }

    /** The unit of work is over that it was taken in. */
    void outlive(UnitOfWork unit, long nowNanos) {
        if (isOpen() && outlived() == null) {
            noteTransaction();
            endedAtNanos = nowNanos;
            mark(OUTLIVED * (unit.ordinal() + 1));
        }
    }

    private boolean mark(int bit) {
        while (true) {
            int before = state;
            if (before >= CLOSED || (before & bit) != 0) {
                return false;
            }
            if (STATE.compareAndSet(this, before, before | bit)) {
                return true;
            }
        }
    }

    /** The server took the connection back. True for the one caller that said so first, while it was open. */
    boolean takeBack(boolean handleClosed, long nowNanos) {
        int bits = TAKEN_BACK | (handleClosed ? HANDLE_CLOSED : 0);
        while (true) {
            int before = state;
            if (before >= CLOSED || (before & bits) == bits) {
                return false;
            }
            endedAtNanos = nowNanos;
            if (STATE.compareAndSet(this, before, before | bits)) {
                return true;
            }
        }
    }

    /** The handle is in use again, with another connection of the pool. False if the lease is over. */
    boolean resume() {
        while (true) {
            int before = state;
            if (before >= CLOSED || (before & HANDLE_CLOSED) != 0) {
                return false;
            }
            if (STATE.compareAndSet(this, before, before & ~TAKEN_BACK)) {
                return true;
            }
        }
    }

    /** Ends it when the server took it back, if that is still so. True for the one caller that did. */
    boolean closeTakenBack() {
        while (true) {
            int before = state;
            if (before >= CLOSED || (before & TAKEN_BACK) == 0) {
                return false;
            }
            if (STATE.compareAndSet(this, before, CLOSED * (Outcome.CLOSED_BY_CONTAINER.ordinal() + 1) + before)) {
                return true;
            }
        }
    }

    /** The borrower gives it back now. False if it was reclaimed: then its connection is not the borrower's any more. */
    boolean returning() {
        while (true) {
            int before = state;
            if (before >= CLOSED) {
                return outcome() != Outcome.RECLAIMED;
            }
            if ((before & RETURNING) != 0 || STATE.compareAndSet(this, before, before | RETURNING)) {
                return true;
            }
        }
    }

    /** Ends it. True for the one caller that did so first; it is not reclaimed while its borrower gives it back. */
    boolean close(Outcome outcome, long nowNanos) {
        while (true) {
            int before = state;
            if (before >= CLOSED || (outcome == Outcome.RECLAIMED && (before & RETURNING) != 0)) {
                return false;
            }
            // Racing closers may both write the time; they differ by no more than their race, and state publishes it.
            endedAtNanos = nowNanos;
            if (STATE.compareAndSet(this, before, CLOSED * (outcome.ordinal() + 1) + before)) {
                return true;
            }
        }
    }

    /** Spread by id, because the identity hash code would have to be made for every lease. */
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
