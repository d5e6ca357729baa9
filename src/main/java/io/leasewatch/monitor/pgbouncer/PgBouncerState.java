package io.leasewatch.monitor.pgbouncer;

import java.util.Locale;

/** The state of a PgBouncer, in order from good to bad. */
public enum PgBouncerState {
    /** None is configured. */
    OFF,
    /** The console answers. */
    UP,
    /** Not polled yet. */
    CONNECTING,
    /** The console answers, but PgBouncer was paused and serves no clients. */
    PAUSED,
    /** The login was rejected, or the server at the address is not a PgBouncer. */
    REFUSED,
    /** The console does not answer in time. */
    HUNG,
    /** The console cannot be reached. */
    DOWN;

    /** Its name in JSON, such as {@code up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the console answers, so that the latest snapshot is current. */
    public boolean isAnswering() {
        return this == UP || this == PAUSED;
    }
}
