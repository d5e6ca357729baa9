package io.leasewatch.pgbouncer;

import java.util.Locale;

/** How a PgBouncer is, as far as its console tells. */
public enum PgBouncerState {
    /** None is configured. */
    OFF,
    /** Not asked yet. */
    CONNECTING,
    /** It answers. */
    UP,
    /** It answers, and lets no client through because somebody told it so. */
    PAUSED,
    /** It, or whatever is there in its place, does not let Leasewatch in. */
    REFUSED,
    /** Nobody is there. */
    DOWN,
    /** It is there but does not answer in time. */
    HUNG;

    /** Its name in JSON, such as {@code up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what it said last is what holds now. */
    public boolean isAnswering() {
        return this == UP || this == PAUSED;
    }
}
