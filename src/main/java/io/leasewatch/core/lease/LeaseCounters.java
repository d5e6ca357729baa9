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

    /** Returns the number of open leases, including this one. */
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

    /** Reverts one {@link #opened()} whose end is counted elsewhere. */
    void uncount() {
        active.decrementAndGet();
    }

    void erred() {
        errors.increment();
    }

    /** Resets all counts except that of open leases. */
    void reset() {
        peak.set(active.get());
        released.reset();
        heldNanos.reset();
        errors.reset();
    }

    public int active() {
        return active.get();
    }

    /** The total hold time of closed leases in nanoseconds. */
    public long heldNanos() {
        return heldNanos.sum();
    }

    public LeaseStatistics statistics() {
        return statistics(List.of(this));
    }

    /** Statistics with the closed leases of {@code parts}, and the active and peak counts of this object. */
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
