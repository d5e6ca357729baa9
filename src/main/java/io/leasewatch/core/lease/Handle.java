package io.leasewatch.core.lease;

import io.leasewatch.core.work.Enlistment;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What the borrower of an open lease holds, and what is done with it: whether a statement is being executed, since when that is so,
 * for how long statements have been, the last SQL, and whether a transaction was begun and not ended.
 *
 * <p>The handle itself is held weakly, so that one that nobody can reach any more is known to be lost. So is the pool's own handle
 * behind it, by which the connection of a lost one is closed: a server's pool holds that itself for as long as it is out, and one
 * that nobody holds must not keep an application's classes in memory. The other fields are plain,
 * because they are written twice for every statement: by the thread that works with the connection, and read by others, who may
 * see them a moment late or of two statements at once. A statement is known while it is executed, by a thread that has it itself, and
 * so is kept in memory by nobody.
 */
public final class Handle extends WeakReference<@Nullable Object> {

    private final boolean known;
    private final boolean seen;
    private final @Nullable Stack stack;
    private final @Nullable WeakReference<Connection> behind;
    private final boolean ofServer;
    private @Nullable String sql;
    private @Nullable Statement statement;
    private boolean executing;
    private long sinceNanos;
    private long executedNanos;
    private long user;
    private boolean manual;
    private boolean unfinished;

    Handle(@Nullable Object handle, @Nullable Connection behind, long nowNanos, @Nullable Stack stack) {
        super(handle);
        this.behind = behind == null ? null : new WeakReference<>(behind);
        this.ofServer = behind != null && ServerHandle.isOne(behind);
        this.known = handle != null;
        this.seen = true;
        this.stack = stack;
        this.sinceNanos = nowNanos;
    }

    /** Nobody sees what is done with the lease; only where it was taken is known. */
    Handle(Stack stack) {
        super(null);
        this.behind = null;
        this.ofServer = false;
        this.known = false;
        this.seen = false;
        this.stack = stack;
    }

    boolean isSeen() {
        return seen;
    }

    /** The stack of whoever took the lease, {@code null} if it was not kept. */
    @Nullable
    Stack stack() {
        return stack;
    }

    void started(@Nullable String text, @Nullable Statement by, long nowNanos) {
        if (text != null) {
            sql = text;
        }
        if (manual) {
            unfinished = true;
        }
        statement = by;
        executedNanos = executedNanosAt(nowNanos);
        sinceNanos = nowNanos;
        user = Thread.currentThread().getId();
        executing = true;
    }

    void startedBy(Statement by) {
        if (executing) {
            statement = by;
        }
    }

    /** Answers for how long it was executed; 0 if the end of another one was seen meanwhile, as of one inside this. */
    long finished(long nowNanos) {
        long ran = executing ? nanosAt(nowNanos) : 0;
        executedNanos += ran;
        sinceNanos = nowNanos;
        executing = false;
        statement = null;
        return ran;
    }

    /** Each statement is a transaction of its own from now on, or is not any more. */
    void autoCommits(boolean on) {
        manual = !on;
        transactionEnded();
    }

    /** What was executed so far was committed or rolled back. */
    void transactionEnded() {
        unfinished = false;
    }

    /** Whether a statement is being executed at this moment. */
    public boolean isExecuting() {
        return executing;
    }

    /** What is done with it at this moment. Of a server's connection that server's own objects are asked; never waits. */
    public Activity activity() {
        return executing ? Activity.EXECUTING : isInTransaction() ? Activity.IDLE_IN_TRANSACTION : Activity.IDLE;
    }

    /** A server ends transactions without a call that anybody would see, so what it says of its own connections comes first. */
    private boolean isInTransaction() {
        if (!ofServer || user == 0) {
            return unfinished;
        }
        Connection connection = connection();
        return connection != null && ServerHandle.isInTransaction(connection);
    }

    /** Since when a statement has been executed, or none has been: a reading of the ticker. No two statements have the same. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** Whether the statement that is being executed could be told to stop. */
    public boolean isCancellable() {
        return statement != null;
    }

    /**
     * Tells the statement to stop that has been executed since {@code since}, as {@link #sinceNanos()} said; another one never. May wait
     * for the database. The driver sees to it that a statement which ends at that very moment is not mistaken for the next.
     *
     * @return false if that one is over
     */
    public boolean cancel(long since) throws SQLException {
        Statement known = statement;
        if (known == null || !executing || sinceNanos != since) {
            return false;
        }
        known.cancel();
        return true;
    }

    /** For how long a statement has been executed by {@code nowNanos}, or none has been. Nanoseconds. */
    public long nanosAt(long nowNanos) {
        return Math.max(0, nowNanos - sinceNanos);
    }

    /**
     * For how long statements had been executed by {@code nowNanos}, in sum. Of two at once, what the later one does after the end
     * of the first is missed. Nanoseconds.
     */
    long executedNanosAt(long nowNanos) {
        return executing ? executedNanos + nanosAt(nowNanos) : executedNanos;
    }

    /** The last statement as the application wrote it, with whatever literals it has; {@code null} before the first. */
    public @Nullable String sql() {
        return sql;
    }

    /** Whether the last statement was not executed by the thread of that id, so that the handle is in another one's hands. */
    boolean isUsedByOtherThan(long thread) {
        return user != 0 && user != thread;
    }

    /** Whether nobody can reach the handle any more, and so nobody can close it. */
    public boolean isLost() {
        return known && refersTo(null);
    }

    /** Whether the server has taken the connection back, although nobody closed it. */
    public boolean isTakenBack() {
        ReclaimableHandle held = held();
        Connection connection = connection();
        if (held != null) {
            return held.isTakenBack();
        }
        // The server holds its own for as long as it is out.
        return connection == null ? ofServer : ServerHandle.isTakenBack(connection);
    }

    /** Whether there is something to close; not if the pool itself let go of its handle. */
    public boolean isClosable() {
        return held() != null || connection() != null;
    }

    /** Whether the connection is part of a transaction that goes on. Asks the server's own objects, and is not for every moment. */
    public Enlistment enlisted() {
        ReclaimableHandle held = held();
        Connection connection = connection();
        return held != null
                ? held.enlisted()
                : connection == null ? Enlistment.UNKNOWN : ServerHandle.enlisted(connection);
    }

    /** Sees to it that the transaction the connection is part of can only be rolled back. False if that is over. Never waits. */
    public boolean markRollbackOnly() {
        ReclaimableHandle held = held();
        Connection connection = connection();
        return held != null ? held.markRollbackOnly() : connection != null && ServerHandle.markRollbackOnly(connection);
    }

    /**
     * Closes the connection in the borrower's place. Only for who has closed the lease as {@link Outcome#RECLAIMED}; may wait for the
     * database.
     *
     * @param why what a borrower is told who uses the handle all the same
     */
    public void reclaim(String why) throws SQLException {
        ReclaimableHandle held = held();
        Connection connection = connection();
        if (held != null) {
            held.reclaim(why);
        } else if (connection != null) {
            connection.close();
        }
    }

    /**
     * What stands for the connection in its pool, or what the borrower holds if nobody knows; {@code null} if it is gone. Only to be
     * looked at: its methods are the borrower's to call.
     */
    public @Nullable Object behind() {
        Connection pooled = behind == null ? null : behind.get();
        return pooled == null ? get() : pooled;
    }

    private @Nullable Connection connection() {
        Connection pooled = behind == null ? null : behind.get();
        return pooled == null && get() instanceof Connection itself ? itself : pooled;
    }

    /** The handle's own way to answer for itself, {@code null} if it has none or is lost. */
    public @Nullable ReclaimableHandle held() {
        return get() instanceof ReclaimableHandle held ? held : null;
    }
}
