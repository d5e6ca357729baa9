package io.leasewatch.spi;

/**
 * Recent durations. A window may be up to ten seconds longer than stated, because old values are evicted at intervals rather than
 * every second.
 *
 * @param minute durations within the last minute
 * @param fiveMinutes durations within the last five minutes
 */
public record RecentDurations(Percentiles minute, Percentiles fiveMinutes) {

    /** No durations. */
    public static final RecentDurations NONE = new RecentDurations(Percentiles.NONE, Percentiles.NONE);
}
