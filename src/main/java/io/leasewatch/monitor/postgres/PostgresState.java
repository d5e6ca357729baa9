package io.leasewatch.monitor.postgres;

/** The state of a polled PostgreSQL database. */
public enum PostgresState {
    /** Not polled yet. */
    CONNECTING,
    UP,
    /** The database does not answer in time. */
    SLOW,
    /** The database rejects the connection: no connection left, wrong password, or starting up. */
    REFUSED,
    /** The database cannot be reached. */
    DOWN
}
