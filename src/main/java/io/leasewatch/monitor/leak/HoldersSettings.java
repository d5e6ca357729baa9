package io.leasewatch.monitor.leak;

import java.time.Duration;

/**
 * When a snapshot of the holders of a pool is taken.
 *
 * @param after how long threads must have waited for a connection; longer than zero
 */
public record HoldersSettings(Duration after) {

    public static final HoldersSettings DEFAULT = new HoldersSettings(Duration.ofSeconds(1));

    public HoldersSettings {
        if (after.isNegative() || after.isZero()) {
            throw new IllegalArgumentException("after must be longer than zero, was " + after);
        }
    }
}
