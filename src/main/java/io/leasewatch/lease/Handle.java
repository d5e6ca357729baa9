package io.leasewatch.lease;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What the borrower of an open lease holds, and what is done with it: whether a statement is being executed, since when that is so,
 * for how long statements have been, and the last SQL.
 *
 * <p>The handle itself is held weakly, so that one that nobody can reach any more is known to be lost. The other fields are plain,
 * because they are written twice for every statement: by the thread that works with the connection, and read by others, who may
 * see them a moment late or of two statements at once.
 */
public final class Handle extends WeakReference<@Nullable Object> {

    private final boolean known;
    private @Nullable String sql;
    private boolean executing;
    private long sinceNanos;
    private long executedNanos;
    private long user;

    Handle(@Nullable Object handle, long nowNanos) {
        super(handle);
        this.known = handle != null;
        this.sinceNanos = nowNanos;
    }

    void started(@Nullable String statement, long nowNanos) {
        if (statement != null) {
            sql = statement;
        }
        executedNanos = executedNanosAt(nowNanos);
        sinceNanos = nowNanos;
        user = Thread.currentThread().getId();
        executing = true;
    }

    void finished(long nowNanos) {
        executedNanos = executedNanosAt(nowNanos);
        sinceNanos = nowNanos;
        executing = false;
    }

    /** Whether a statement is being executed at this moment. */
    public boolean isExecuting() {
        return executing;
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

    /** The handle's own way to answer for itself, {@code null} if it has none or is lost. */
    public @Nullable Held held() {
        return get() instanceof Held held ? held : null;
    }
}
