package io.leasewatch.core.lease;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Counts leases of one pool, one service or the whole JVM. Thread-safe; readers see counts that may be a moment apart. */
public final class LeaseCounters {

    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final LongAdder released = new LongAdder();
    private final LongAdder heldNanos = new LongAdder();
    private final LongAdder errors = new LongAdder();

    LeaseCounters() {}

    /** Answers how many are out now. */
    int opened() {
        int now = active.incrementAndGet();
        int most = peak.get();
        while (now > most && !peak.compareAndSet(most, now)) {
            most = peak.get();
        }
        return now;
    }

    void closed(long nanos) {
        active.decrementAndGet();
        released.increment();
        heldNanos.add(nanos);
    }

    /** Takes back one {@link #opened()}, whose end is counted elsewhere. */
    void uncount() {
        active.decrementAndGet();
    }

    void erred() {
        errors.increment();
    }

    /** Forgets everything but what is out now. */
    void reset() {
        peak.set(active.get());
        released.reset();
        heldNanos.reset();
        errors.reset();
    }

    public int active() {
        return active.get();
    }

    /** How long those that were given back were held, in sum. Nanoseconds. */
    public long heldNanos() {
        return heldNanos.sum();
    }

    public LeaseStatistics statistics() {
        return statistics(List.of(this));
    }

    /** What {@code parts} saw being given back, and how many are and were out by this. */
    LeaseStatistics statistics(Collection<LeaseCounters> parts) {
        long ended = sum(parts, part -> part.released);
        long nanos = sum(parts, part -> part.heldNanos);
        int now = active.get();
        Duration average = Duration.ofNanos(ended == 0 ? 0 : nanos / ended);
        return new LeaseStatistics(ended + now, ended, now, peak.get(), average, sum(parts, part -> part.errors));
    }

    private static long sum(Collection<LeaseCounters> parts, Function<LeaseCounters, LongAdder> count) {
        return parts.stream().mapToLong(part -> count.apply(part).sum()).sum();
    }
}
