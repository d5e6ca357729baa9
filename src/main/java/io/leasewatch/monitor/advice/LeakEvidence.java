package io.leasewatch.monitor.advice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell a leak from a pool that is just too small.
 *
 * @param now the last look, {@code null} before the first
 * @param recent the last minutes
 * @param holdBefore how long a connection was held in the minutes before those, {@code null} if there were none; seconds
 * @param forecast whether leases that stay out become more
 * @param waitedDownstream the share of the last minutes in which clients waited at a PgBouncer, 0 to 1
 */
record LeakEvidence(
        @Nullable PoolObservation now,
        Demand recent,
        @Nullable Double holdBefore,
        Forecast forecast,
        double waitedDownstream) {

    static final int RECENT_MINUTES = 5;

    /** Fewer minutes than this are no habit. */
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
