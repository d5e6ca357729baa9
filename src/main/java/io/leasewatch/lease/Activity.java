package io.leasewatch.lease;

import org.jspecify.annotations.Nullable;

/**
 * What is done with an open lease: whether a statement is being executed, since when that is so, and the last SQL.
 *
 * <p>Plain fields, because they are written twice for every statement: by the thread that works with the connection, and read by
 * others, who may see them a moment late or of two statements at once.
 */
public final class Activity {

    private @Nullable String sql;
    private boolean executing;
    private long sinceNanos;

    Activity(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    void started(@Nullable String statement, long nowNanos) {
        if (statement != null) {
            sql = statement;
        }
        sinceNanos = nowNanos;
        executing = true;
    }

    void finished(long nowNanos) {
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

    /** The last statement as the application wrote it, with whatever literals it has; {@code null} before the first. */
    public @Nullable String sql() {
        return sql;
    }
}
