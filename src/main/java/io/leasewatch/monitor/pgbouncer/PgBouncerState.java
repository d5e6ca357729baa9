package io.leasewatch.monitor.pgbouncer;

import java.util.Locale;

/** How a PgBouncer is, as far as its console tells; from good to bad. */
public enum PgBouncerState {
    /** None is configured. */
    OFF,
    /** It answers. */
    UP,
    /** Not asked yet. */
    CONNECTING,
    /** It answers, and lets no client through because somebody told it so. */
    PAUSED,
    /** It, or whatever is there in its place, does not let Leasewatch in. */
    REFUSED,
    /** It is there but does not answer in time. */
    HUNG,
    /** Nobody is there. */
    DOWN;

    /** Its name in JSON, such as {@code up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what it said last is what holds now. */
    public boolean isAnswering() {
        return this == UP || this == PAUSED;
    }
}
