package io.leasewatch.monitor.pool;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Readings as a server gives them. */
public final class Readings {

    public static final Instant TIMESTAMP = new ManualClock().instant();

    private Readings() {}

    /** The settings that hold by default, but that these pools are meant to be full. */
    public static PoolSettings expectedFull(Set<String> pools) {
        PoolSettings usual = PoolSettings.DEFAULT;
        return new PoolSettings(
                usual.interval(),
                usual.warning(),
                usual.critical(),
                usual.logInterval(),
                usual.sustainedAfter(),
                usual.longHold(),
                pools,
                usual.strandedAfter(),
                usual.summaryInterval());
    }

    /** A pool of which {@code inUse} of {@code max} connections are in use, three are idle, and nobody can tell who waits. */
    public static PoolReading reading(String pool, int inUse, @Nullable Integer max) {
        return reading(pool, inUse, max, null);
    }

    public static PoolReading reading(String pool, int inUse, @Nullable Integer max, @Nullable Integer waiting) {
        return PoolReading.of(pool, WatchedBy.POOL_NUMBERS, TIMESTAMP)
                .open(3, inUse)
                .waiting(waiting)
                .max(max)
                .min(2)
                .build();
    }
}
