package io.leasewatch.monitor.advice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recent history of a pool: its demand per minute, and the number of leases that are not returned, in two series. The short-term series
 * shows a fast leak within minutes, the long-term series a slow leak within hours. Takes about 45 KB. Not thread-safe.
 */
final class DemandHistory {

    static final int MINUTES = 360;
    static final int POINTS = 120;
    static final Duration CLOSE = Duration.ofSeconds(10);
    static final Duration WIDE = Duration.ofMinutes(3);

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    /** The number of samples in the short-term series, at one per second. */
    private static final int SAMPLES = (int) CLOSE.toSeconds() * POINTS;

    private final LowWaterMarks close = new LowWaterMarks(CLOSE, POINTS);
    private final LowWaterMarks wide = new LowWaterMarks(WIDE, POINTS);
    private final Deque<DemandMinute> minutes = new ArrayDeque<>();
    private final int[] busy = new int[SAMPLES];
    private int samples;
    private @Nullable PoolObservation first;
    private @Nullable PoolObservation last;
    private int seen;
    private int waited;
    private int full;
    private int most;
    private long retained;

    void add(PoolObservation sample) {
        close.add(sample.atNanos(), sample.suspects());
        wide.add(sample.atNanos(), sample.suspects());
        busy[samples % SAMPLES] = sample.busy();
        samples++;
        PoolObservation begin = first;
        if (begin == null || isReset(begin, sample)) {
            beginMinute(sample);
        } else {
            count(sample);
            if (sample.atNanos() - begin.atNanos() >= MINUTE_NANOS) {
                endMinute(begin, sample);
                beginMinute(sample);
            }
        }
        last = sample;
    }

    private void count(PoolObservation sample) {
        seen++;
        waited += sample.waiting() > 0 ? 1 : 0;
        full += isFull(sample) ? 1 : 0;
        most = Math.max(most, sample.inUse() + sample.waiting());
        retained += sample.retained();
    }

    private static boolean isFull(PoolObservation sample) {
        return sample.max() != null && sample.inUse() >= sample.max();
    }

    /** Whether counters were reset: they start at zero again. */
    private static boolean isReset(PoolObservation before, PoolObservation now) {
        return now.released() < before.released()
                || now.acquired() < before.acquired()
                || now.heldNanos() < before.heldNanos()
                || now.timeouts() < before.timeouts();
    }

    private void beginMinute(PoolObservation sample) {
        first = sample;
        seen = 0;
        waited = 0;
        full = 0;
        most = 0;
        retained = 0;
    }

    private void endMinute(PoolObservation begin, PoolObservation end) {
        if (minutes.size() == MINUTES) {
            minutes.removeFirst();
        }
        minutes.addLast(new DemandMinute(
                (end.atNanos() - begin.atNanos()) / 1e9,
                end.acquired() - begin.acquired(),
                end.released() - begin.released(),
                (end.heldNanos() - begin.heldNanos()) / 1e9,
                (double) retained / seen,
                SizePercentiles.of(lastBusy(seen), 0.95),
                most,
                (double) waited / seen,
                (double) full / seen,
                end.timeouts() - begin.timeouts()));
    }

    private int[] lastBusy(int count) {
        int[] some = new int[Math.min(count, Math.min(samples, SAMPLES))];
        for (int i = 0; i < some.length; i++) {
            some[i] = busy[(samples - some.length + i) % SAMPLES];
        }
        return some;
    }

    /** The last sample, {@code null} before the first. */
    @Nullable
    PoolObservation last() {
        return last;
    }

    /** The completed minutes, the oldest first. */
    List<DemandMinute> minutes() {
        return List.copyOf(minutes);
    }

    LowWaterMarks close() {
        return close;
    }

    LowWaterMarks wide() {
        return wide;
    }

    /** The 95th percentile of connections in use that are expected back, over the last samples. */
    int busyP95() {
        return SizePercentiles.of(lastBusy(SAMPLES), 0.95);
    }

    /** The same over hours: the 95th percentile of the minutes, but not less than {@link #busyP95}. */
    int busyP95OfHours() {
        int worstMinutes = SizePercentiles.of(
                minutes.stream().mapToInt(DemandMinute::busyP95).toArray(), 0.95);
        return Math.max(worstMinutes, busyP95());
    }
}
