package io.leasewatch.monitor.live;

import io.leasewatch.monitor.view.PercentilesView;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pool in the live feed. A component is {@code null} if unknown. {@code waits} and {@code holds} cover the last minute, in
 * milliseconds.
 */
public record LivePool(
        String name,
        String kind,
        String watchedBy,
        int used,
        int idle,
        @Nullable Integer waiting,
        @Nullable Integer max,
        @Nullable Integer peak,
        @Nullable Integer retained,
        @Nullable Integer unknown,
        @Nullable Integer stranded,
        @Nullable Integer unexplained,
        boolean expectedFull,
        @Nullable PercentilesView waits,
        @Nullable PercentilesView holds) {

    public static LivePool of(PoolReading reading) {
        RecentDurations waits = reading.waits();
        RecentDurations holds = reading.holds();
        return new LivePool(
                reading.poolName(),
                reading.kind().name().toLowerCase(Locale.ROOT),
                reading.watchedBy().words(),
                reading.inUseCount(),
                reading.idleCount(),
                reading.waitingCount(),
                reading.maxCount(),
                reading.peakCount(),
                reading.retainedCount(),
                reading.unknownCount(),
                reading.strandedCount(),
                reading.unexplainedCount(),
                reading.expectedFull(),
                waits == null ? null : PercentilesView.of(waits.minute()),
                holds == null ? null : PercentilesView.of(holds.minute()));
    }
}
