package io.leasewatch.monitor.channel;

import java.util.Locale;

/** The outcome of an attempt to deliver a message. */
public enum DeliveryOutcome {
    /** It was delivered. */
    DELIVERED,
    /** It failed, and is retried. */
    RETRIED,
    /** The receiver rejected it, or its address is not allowed. It is not retried. */
    REFUSED,
    /** It failed for too long. It is not retried any more. */
    EXPIRED,
    /** The queue was full, or was closed. */
    DROPPED;

    /** Its name in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
