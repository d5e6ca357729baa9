package io.leasewatch.monitor.database;

import java.time.Duration;

/** The result of a ping. */
sealed interface PingResult {

    /** The database answered. {@code after} is the response time. */
    record Answered(Duration after) implements PingResult {}

    /**
     * The pool, or a pooler before the database, had no free connection for the ping. This says nothing about the database.
     *
     * @param pooler whether it was a pooler
     */
    record Full(String why, boolean pooler) implements PingResult {

        /** The pool was full. */
        Full(String why) {
            this(why, false);
        }
    }

    /** The database refused the connection, or did not answer in time. {@code login} is whether it refused the user or the password. */
    record Failed(String why, boolean login) implements PingResult {

        Failed(String why) {
            this(why, false);
        }
    }
}
