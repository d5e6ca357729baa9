package io.leasewatch.monitor.database;

import java.time.Duration;

/** What came of asking a database whether it is there. */
sealed interface PingResult {

    /** It answered, {@code after} so long. */
    record Answered(Duration after) implements PingResult {}

    /** No connection came free to ask it with, which says nothing of the database. */
    record Full(String why) implements PingResult {}

    /** It refused, or did not answer in time; {@code login} if it was the user or the password that it refused. */
    record Failed(String why, boolean login) implements PingResult {

        Failed(String why) {
            this(why, false);
        }
    }
}
