package io.leasewatch.database;

import java.time.Duration;

/** What came of asking a database whether it is there. */
sealed interface Ping {

    /** It answered, {@code after} so long. */
    record Answered(Duration after) implements Ping {}

    /** No connection came free to ask it with, which says nothing of the database. */
    record Full(String why) implements Ping {}

    /** It refused, or did not answer in time; {@code login} if it was the user or the password that it refused. */
    record Failed(String why, boolean login) implements Ping {

        Failed(String why) {
            this(why, false);
        }
    }
}
