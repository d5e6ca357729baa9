package io.leasewatch.monitor.channel;

import java.util.Locale;

/** What became of an attempt to deliver an alert. */
public enum DeliveryOutcome {
    /** It arrived. */
    DELIVERED,
    /** It did not, and is tried again. */
    RETRIED,
    /** The other side, or the guard of addresses, does not want it; trying again would change nothing. */
    REFUSED,
    /** It was tried for too long. */
    EXPIRED,
    /** There was no room for it, or no time. */
    DROPPED;

    /** Its name in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
