package io.leasewatch.monitor.pool;

import io.leasewatch.spi.Percentiles;
import io.leasewatch.spi.RecentDurations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.PackedHistogram;

/**
 * A histogram of durations with sliding windows of one and five minutes.
 *
 * <p>Thread-safe. Recording increments two counters and never blocks: all durations go into one histogram that only grows. A window is the
 * difference between that histogram now and at the start of the window; a packed copy is kept every {@link #STEP}. An update that runs
 * concurrently with recordings may miss the last ones; the next update includes them.
 */
final class Timing {

    static final Duration STEP = Duration.ofSeconds(10);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** The longest duration in microseconds. Longer ones count as this. */
    private static final long MOST = TimeUnit.DAYS.toMicros(1);

    /** Two significant digits: an error of at most 1 %. */
    private static final int DIGITS = 2;

    private final AtomicHistogram all = new AtomicHistogram(MOST, DIGITS);
    private final Deque<Past> past = new ArrayDeque<>();
    private Histogram seen = empty();
    private final Histogram added = empty();
    private long seenCount;
    private Window minute = new Window(MINUTE, empty());
    private Window fiveMinutes = new Window(FIVE_MINUTES, empty());
    private RecentDurations recent = RecentDurations.NONE;

    void record(long nanos) {
        all.recordValue(Math.min(MOST, Math.max(0, nanos / 1000)));
    }

    /** Updates the windows with what has been recorded by {@code nowNanos}. The getters return the state of the last update. */
    synchronized void update(long nowNanos) {
        // Read before the copy: a duration recorded in between causes another update and is not lost.
        long count = all.getTotalCount();
        boolean changed = count != seenCount;
        if (changed) {
            seenCount = count;
            Histogram now = copy();
            added.add(difference(now, seen));
            seen = now;
        }
        boolean moved = past.isEmpty() || nowNanos - past.getLast().atNanos >= STEP.toNanos();
        if (moved) {
            keepCopy(nowNanos);
        }
        if (changed || moved) {
            recent = new RecentDurations(minute.of(seen), fiveMinutes.of(seen));
        }
    }

    private void keepCopy(long nowNanos) {
        PackedHistogram packed = new PackedHistogram(MOST, DIGITS);
        packed.add(seen);
        past.addLast(new Past(nowNanos, packed));
        minute = minute.movedTo(nowNanos, past);
        fiveMinutes = fiveMinutes.movedTo(nowNanos, past);
        while (past.size() > 1 && secondOldest().ageAt(nowNanos) >= FIVE_MINUTES.toNanos()) {
            past.removeFirst();
        }
    }

    private Past secondOldest() {
        Iterator<Past> oldest = past.iterator();
        oldest.next();
        return oldest.next();
    }

    /** The durations in the windows that ended with the last update. */
    synchronized RecentDurations recent() {
        return recent;
    }

    /**
     * Passes what was recorded between the previous call and the last update to {@code consumer}: each duration, and how many there were.
     */
    synchronized void drain(ObjLongConsumer<Duration> consumer) {
        if (added.getTotalCount() == 0) {
            return;
        }
        for (HistogramIterationValue value : added.recordedValues()) {
            consumer.accept(duration(value.getValueIteratedTo()), value.getCountAtValueIteratedTo());
        }
        added.reset();
    }

    /** Whether the windows were empty at the last update, and nothing has been recorded since. */
    synchronized boolean isIdle() {
        return recent.fiveMinutes().count() == 0 && added.getTotalCount() == 0 && all.getTotalCount() == seenCount;
    }

    /** Records in {@code other} what was recorded here since the last update. */
    synchronized void moveTo(Timing other) {
        if (all.getTotalCount() != seenCount) {
            other.all.add(difference(copy(), seen));
        }
    }

    /** Empties the windows. Does not affect {@link #drain}. */
    synchronized void reset() {
        past.clear();
        minute = new Window(MINUTE, copy());
        fiveMinutes = new Window(FIVE_MINUTES, minute.before);
        recent = RecentDurations.NONE;
    }

    private Histogram copy() {
        Histogram copy = empty();
        all.copyInto(copy);
        return copy;
    }

    private static Histogram empty() {
        // Resizes itself: what is recorded is mostly short, and each update walks several of these for each pool.
        return new Histogram(DIGITS);
    }

    private static Histogram difference(Histogram now, Histogram before) {
        Histogram difference = now.copy();
        difference.subtract(before);
        return difference;
    }

    private static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    /** All durations recorded by {@code atNanos}. */
    private record Past(long atNanos, PackedHistogram recorded) {

        long ageAt(long nowNanos) {
            return nowNanos - atNanos;
        }
    }

    /** A sliding window that ends now; {@code before} has the durations recorded before it began. */
    private record Window(Duration length, Histogram before) {

        Window movedTo(long nowNanos, Deque<Past> past) {
            Iterator<Past> newest = past.descendingIterator();
            while (newest.hasNext()) {
                Past one = newest.next();
                if (one.ageAt(nowNanos) >= length.toNanos()) {
                    Histogram then = empty();
                    then.add(one.recorded);
                    return new Window(length, then);
                }
            }
            return this;
        }

        Percentiles of(Histogram now) {
            Histogram within = difference(now, before);
            return within.getTotalCount() == 0
                    ? Percentiles.NONE
                    : new Percentiles(
                            within.getTotalCount(),
                            duration(within.getValueAtPercentile(50)),
                            duration(within.getValueAtPercentile(95)),
                            duration(within.getValueAtPercentile(99)),
                            duration(within.getMaxValue()));
        }
    }
}
