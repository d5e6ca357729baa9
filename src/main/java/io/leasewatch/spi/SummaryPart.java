package io.leasewatch.spi;

/**
 * Somebody who has something to say in the summary that is logged now and then. Any CDI bean of this type is asked, on Leasewatch's
 * own thread; it must not wait. What it throws is logged once.
 */
public interface SummaryPart {

    /** What it speaks of. */
    Subject subject();

    /** A few words for people, such as {@code database 3 ms}; empty for nothing to say. */
    String text();

    /** What is spoken of, in this order. */
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
