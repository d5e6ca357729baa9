package io.leasewatch.monitor.database;

import java.time.Duration;

/** Asks one database something, on a thread that may wait for it. One call at a time. */
interface Probe {

    /** Asks whether it is there. Comes back late, or never, if the database does not answer. */
    PingResult ping(Duration timeout) throws Exception;

    /** Opens so many connections and gives them back, or as many as there are; answers how many that were. */
    int warmUp(int connections) throws Exception;

    /** Whether the call that goes on now waits for a connection. Any thread may ask. */
    boolean isWaiting();
}
