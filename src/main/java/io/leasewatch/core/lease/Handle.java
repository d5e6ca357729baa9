package io.leasewatch.core.lease;

import io.leasewatch.core.site.Stack;
import io.leasewatch.core.work.Enlistment;
import io.leasewatch.core.work.ServerHandle;
import io.leasewatch.core.work.ServerPoolSettings;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The handle of an open lease and its use: whether a statement is being executed and since when, the total execution time, the
 * last SQL, and whether a transaction is open.
 *
 * <p>The handle is referenced weakly, so that a handle that is no longer reachable is detected as lost. The handle of the pool
 * behind it is referenced weakly too; it serves to close the connection of a lost handle. The pool of a server references its
 * handle while the connection is in use, and a handle without that reference must not keep classes of an application in memory. A
 * statement is referenced only while it is executed, when the executing thread references it as well.
 *
 * <p>The other fields are plain, because they are written twice per statement by the thread that uses the connection. Other
 * threads read them and may see them with a short delay, or mixed from two statements.
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

    /** A lease whose use is not observed; only its stack is known. */
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

    /** The stack of the thread that opened the lease, {@code null} if it was not kept. */
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

    /**
     * Ends an execution and returns its duration in nanoseconds; 0 if the end of another execution was recorded meanwhile, such
     * as that of a nested one.
     */
    long finished(long nowNanos) {
        long ran = executing ? nanosAt(nowNanos) : 0;
        executedNanos += ran;
        sinceNanos = nowNanos;
        executing = false;
        statement = null;
        return ran;
    }

    /** Auto-commit is switched on or off. */
    void autoCommits(boolean on) {
        manual = !on;
        transactionEnded();
    }

    /** The transaction was committed or rolled back. */
    void transactionEnded() {
        unfinished = false;
    }

    /** Whether a statement is being executed. */
    public boolean isExecuting() {
        return executing;
    }

    /** The current activity. For a connection of the server, objects of the server are queried. Does not block. */
    public Activity activity() {
        return executing ? Activity.EXECUTING : isInTransaction() ? Activity.IDLE_IN_TRANSACTION : Activity.IDLE;
    }

    /** The server ends transactions without a call that is observed here, so its own state takes precedence. */
    private boolean isInTransaction() {
        if (!ofServer || user == 0) {
            return unfinished;
        }
        Connection connection = connection();
        return connection != null && ServerHandle.isInTransaction(connection);
    }

    /**
     * Whether statements were executed in a local transaction of a connection of the server that was neither committed nor rolled back.
     * Queries objects of the server only if auto-commit is off.
     */
    boolean isUncommitted() {
        Connection connection = ofServer && unfinished ? connection() : null;
        return connection != null && ServerHandle.isInLocalTransaction(connection);
    }

    /** The settings of the server's pool behind it, {@code null} if they are unknown. Queries objects of the server. */
    @Nullable
    ServerPoolSettings poolSettings() {
        Connection connection = ofServer ? connection() : null;
        return connection == null ? null : ServerHandle.poolSettings(connection);
    }

    /** When the current execution or idle period began, as a reading of the ticker. Unique per execution. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** Whether the statement that is being executed can be cancelled. */
    public boolean isCancellable() {
        return statement != null;
    }

    /**
     * Cancels the statement whose execution began at {@code since}, a value of {@link #sinceNanos()}; never another one. May
     * block on the database. The driver ensures that a cancellation does not hit the next statement if this one ends at the same
     * moment.
     *
     * @return {@code false} if that execution has ended
     */
    public boolean cancel(long since) throws SQLException {
        Statement known = statement;
        if (known == null || !executing || sinceNanos != since) {
            return false;
        }
        known.cancel();
        return true;
    }

    /** The duration of the current execution or idle period at {@code nowNanos}, in nanoseconds. */
    public long nanosAt(long nowNanos) {
        return Math.max(0, nowNanos - sinceNanos);
    }

    /**
     * The total execution time at {@code nowNanos}, in nanoseconds. If two statements overlap, the time of the later one after
     * the end of the first is missing.
     */
    long executedNanosAt(long nowNanos) {
        return executing ? executedNanos + nanosAt(nowNanos) : executedNanos;
    }

    /** The last statement as the application wrote it, including literals; {@code null} before the first. */
    public @Nullable String sql() {
        return sql;
    }

    /** Whether the last statement was executed by a thread other than {@code thread}, so that the handle was handed over. */
    boolean isUsedByOtherThan(long thread) {
        return user != 0 && user != thread;
    }

    /** Whether the handle is no longer reachable, so that it can no longer be closed by its borrower. */
    public boolean isLost() {
        return known && refersTo(null);
    }

    /** Whether the server has taken the connection back without a close by the borrower. */
    public boolean isTakenBack() {
        ReclaimableHandle held = held();
        Connection connection = connection();
        if (held != null) {
            return held.isTakenBack();
        }
        // The server references its handle while the connection is in use.
        return connection == null ? ofServer : ServerHandle.isTakenBack(connection);
    }

    /** Whether the connection can be closed here; {@code false} if the pool released its handle. */
    public boolean isClosable() {
        return held() != null || connection() != null;
    }

    /** Whether the connection is part of an active transaction. Queries objects of the server, so call it sparingly. */
    public Enlistment enlisted() {
        ReclaimableHandle held = held();
        Connection connection = connection();
        return held != null
                ? held.enlisted()
                : connection == null ? Enlistment.UNKNOWN : ServerHandle.enlisted(connection);
    }

    /**
     * Marks the transaction of the connection as rollback-only. Does not block.
     *
     * @return {@code false} if there is no active transaction
     */
    public boolean markRollbackOnly() {
        ReclaimableHandle held = held();
        Connection connection = connection();
        return held != null ? held.markRollbackOnly() : connection != null && ServerHandle.markRollbackOnly(connection);
    }

    /**
     * Closes the connection in place of the borrower. Only for the caller that closed the lease as {@link Outcome#RECLAIMED}. May
     * block on the database.
     *
     * @param why the message of the exception that later uses of the handle throw
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
     * The handle of the pool, or that of the borrower if the former is unknown; {@code null} if it is no longer reachable. For
     * inspection only: its methods must not be called.
     */
    public @Nullable Object behind() {
        Connection pooled = behind == null ? null : behind.get();
        return pooled == null ? get() : pooled;
    }

    /** Whether {@code test} accepts the handle of the borrower or that of the pool. */
    boolean isAny(Predicate<Object> test) {
        Object own = get();
        Connection pooled = behind == null ? null : behind.get();
        return (own != null && test.test(own)) || (pooled != null && test.test(pooled));
    }

    private @Nullable Connection connection() {
        Connection pooled = behind == null ? null : behind.get();
        return pooled == null && get() instanceof Connection itself ? itself : pooled;
    }

    /** The handle if it can be reclaimed, {@code null} if it cannot or is lost. */
    public @Nullable ReclaimableHandle held() {
        return get() instanceof ReclaimableHandle held ? held : null;
    }
}
