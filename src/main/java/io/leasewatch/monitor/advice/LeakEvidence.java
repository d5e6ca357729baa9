package io.leasewatch.monitor.advice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The measurements that distinguish a leak from a pool that is too small.
 *
 * @param now the last sample, {@code null} before the first
 * @param recent the demand of the last {@link #RECENT_MINUTES} minutes
 * @param holdBefore the mean hold time before those minutes in seconds, {@code null} if unknown
 * @param forecast whether the number of suspects rises
 * @param waitedDownstream the share of the last minutes in which clients waited at a PgBouncer, 0 to 1
 */
record LeakEvidence(
        @Nullable PoolObservation now,
        Demand recent,
        @Nullable Double holdBefore,
        Forecast forecast,
        double waitedDownstream) {

    static final int RECENT_MINUTES = 5;

    /** The fewest earlier minutes for a comparison. */
    private static final int LEAST_BEFORE = 5;

    static LeakEvidence of(DemandHistory course, Forecast forecast, List<DemandHistory> downstream) {
        List<DemandMinute> minutes = course.minutes();
        int before = Math.max(0, minutes.size() - RECENT_MINUTES);
        Demand past = Demand.of(minutes.subList(0, before));
        return new LeakEvidence(
                course.last(),
                recent(minutes),
                before < LEAST_BEFORE || past.released() == 0
                        ? null
                        : (Double) past.load().holdSeconds(),
                forecast,
                downstream.stream()
                        .mapToDouble(other -> recent(other.minutes()).waited())
                        .max()
                        .orElse(0));
    }

    private static Demand recent(List<DemandMinute> minutes) {
        return Demand.of(minutes.subList(Math.max(0, minutes.size() - RECENT_MINUTES), minutes.size()));
    }
}
