package io.leasewatch.core.lease;

/**
 * How the current thread acquired a connection.
 *
 * @param pool the pool that it comes from
 * @param startedAtNanos when the acquisition began, a reading of the registry's ticker; {@link #START_UNKNOWN} if that was not observed
 * @param insideServer whether frames of the server are on the stack between the registry and the application, as with the agent
 * @param sharing whether another open handle of this thread shares the connection
 */
public record Acquisition(Pool pool, long startedAtNanos, boolean insideServer, Sharing sharing) {

    /** In place of the start of an acquisition that was not observed. */
    public static final long START_UNKNOWN = Long.MIN_VALUE;

    /** An acquisition by an application's own call of a data source, of which nothing else is known. */
    public static Acquisition of(Pool pool) {
        return startedAt(pool, START_UNKNOWN);
    }

    /** An acquisition by an application's own call of a data source, which began at {@code nanos}. */
    public static Acquisition startedAt(Pool pool, long nanos) {
        return new Acquisition(pool, nanos, false, Sharing.UNKNOWN);
    }

    /** An acquisition that the agent observed inside the server or a pool. */
    public static Acquisition insideServer(Pool pool, long startedAtNanos, Sharing sharing) {
        return new Acquisition(pool, startedAtNanos, true, sharing);
    }

    /** Whether another open handle shares the connection. */
    public enum Sharing {
        SHARED,
        EXCLUSIVE,
        /** Shared if a transaction is active: a missed nested acquisition is better than a false warning of a deadlock. */
        UNKNOWN;

        /** What is known to be so or not. */
        public static Sharing of(boolean shared) {
            return shared ? SHARED : EXCLUSIVE;
        }
    }
}
