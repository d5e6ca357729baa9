package io.leasewatch.core.lease;

import java.util.Locale;

/** What is done with an open lease at one moment. */
public enum Activity {
    /** A statement is being executed. */
    EXECUTING,
    /** None is, and the database waits for nobody. */
    IDLE,
    /** None is, but something was executed in a transaction that was neither committed nor rolled back: the database keeps its locks. */
    IDLE_IN_TRANSACTION;

    /** Its name in JSON, such as {@code idle_in_transaction}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people say it: {@code idle in transaction}. */
    public String words() {
        return label().replace('_', ' ');
    }
}
