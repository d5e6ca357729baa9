package io.leasewatch.core.lease;

import java.util.Locale;

/** What an open lease is used for at one moment. */
public enum Activity {
    /** A statement is being executed. */
    EXECUTING,
    /** No statement is being executed, and no transaction is open. */
    IDLE,
    /**
     * No statement is being executed, but a transaction with executed statements is neither committed nor rolled back: the
     * database keeps its locks.
     */
    IDLE_IN_TRANSACTION;

    /** The name in JSON, such as {@code idle_in_transaction}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text for people, such as {@code idle in transaction}. */
    public String words() {
        return label().replace('_', ' ');
    }
}
