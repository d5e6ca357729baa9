package io.leasewatch.monitor.postgres;

/** How a database answers. */
public enum PostgresState {
    /** Nobody has asked it yet. */
    CONNECTING,
    UP,
    /** It is there, and does not answer in time. */
    SLOW,
    /** It answers that it will not talk to us: no connection left, wrong password, starting up. */
    REFUSED,
    /** It cannot be reached. */
    DOWN
}
