package io.leasewatch.monitor.pool;

import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tracks how full pools have been: the peak of the last minute, and since when and how often each was exhausted. Not thread-safe. */
final class ExhaustionTracker {

    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Long> episodes = new HashMap<>();
    private final Map<String, RecentPeak> peaks = new HashMap<>();

    /** Adds a peak of {@code pool} and returns the highest of the last minute. */
    int recentPeak(String pool, int peak, long nowNanos) {
        return peaks.computeIfAbsent(pool, name -> new RecentPeak()).add(peak, nowNanos);
    }

    /** Records the readings of {@code nowNanos}. */
    void record(List<PoolReading> readings, long nowNanos) {
        Set<String> exhausted = new HashSet<>();
        readings.stream().filter(PoolReading::isExhausted).forEach(reading -> {
            String pool = reading.poolName();
            exhausted.add(pool);
            if (since.putIfAbsent(pool, nowNanos) == null) {
                episodes.merge(pool, 1L, Long::sum);
            }
        });
        since.keySet().retainAll(exhausted);
    }

    /** The number of times that {@code pool} became exhausted. */
    long episodes(String pool) {
        return episodes.getOrDefault(pool, 0L);
    }

    /** The longest current exhaustion of any pool, zero if none is exhausted. */
    Duration longest(long nowNanos) {
        return Duration.ofNanos(since.values().stream()
                .mapToLong(began -> nowNanos - began)
                .max()
                .orElse(0));
    }

    /** Forgets the pools of these names. */
    void evict(Set<String> names) {
        episodes.keySet().removeAll(names);
        peaks.keySet().removeAll(names);
    }

    /** Sets the counts and the peaks to zero. */
    void reset() {
        episodes.clear();
        peaks.clear();
    }
}
