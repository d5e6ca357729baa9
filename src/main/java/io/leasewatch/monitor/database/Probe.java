package io.leasewatch.monitor.database;

import java.time.Duration;
import java.util.Optional;

/** Connects to one database, on a thread that may block. Only one call at a time. */
interface Probe {

    /** Pings the database. Returns late, or never, if the database does not answer. */
    PingResult ping(Duration timeout) throws Exception;

    /** Opens up to {@code connections} connections, as many as the pool allows, and returns them. Returns the number opened. */
    int warmUp(int connections) throws Exception;

    /** Why a pooler before the database makes clients wait; empty if none is known that does. May be called by any thread. */
    Optional<String> fullPooler();

    /** Whether the current call is waiting for a connection from the pool. May be called by any thread. */
    boolean isWaiting();
}
