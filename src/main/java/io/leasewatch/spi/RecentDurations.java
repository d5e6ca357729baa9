package io.leasewatch.spi;

/**
 * How long something took of late. A window is up to ten seconds longer than it says, so that it need not forget every second.
 *
 * @param minute in the last minute
 * @param fiveMinutes in the last five
 */
public record RecentDurations(Percentiles minute, Percentiles fiveMinutes) {

    /** Nothing. */
    public static final RecentDurations NONE = new RecentDurations(Percentiles.NONE, Percentiles.NONE);
}
