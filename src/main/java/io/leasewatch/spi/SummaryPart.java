package io.leasewatch.spi;

/**
 * Contributes to the summary line that is logged at intervals. Any CDI bean of this type is called, on a thread of Leasewatch, so
 * it must not block. An exception is logged once.
 */
public interface SummaryPart {

    /** Returns the subject of this part. */
    Subject subject();

    /** Returns a short text such as {@code database 3 ms}, empty to leave this part out. */
    String text();

    /** The subjects of a summary, in the order in which they are logged. */
    enum Subject {
        HEALTH,
        DATABASE,
        POOLS,
        PGBOUNCER,
        POSTGRESQL,
        REDIS,
        OTHER
    }
}
