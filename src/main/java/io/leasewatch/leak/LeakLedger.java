package io.leasewatch.leak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The leaks that were found: those still open, the last ones of all, and how many by pool, kind and ending.
 *
 * <p>Thread-safe. Open leaks are never forgotten; their number is bounded by the pools.
 */
public final class LeakLedger implements LeakListener {

    private final int memory;
    private final Deque<Leak> ended = new ArrayDeque<>();
    private final List<Leak> open = new ArrayList<>();
    private final Map<PoolAndKind, LongAdder> found = new TreeMap<>();
    private final Map<Ending, LongAdder> endings = new EnumMap<>(Ending.class);

    /** Remembers the last {@code memory} leaks that ended. */
    public LeakLedger(int memory) {
        this.memory = memory;
    }

    @Override
    public synchronized void leaked(Leak leak) {
        open.add(leak);
        found.computeIfAbsent(new PoolAndKind(leak.lease().pool().name(), leak.kind()), key -> new LongAdder())
                .increment();
    }

    @Override
    public synchronized void ended(Leak leak, Ending ending) {
        open.remove(leak);
        ended.addFirst(leak);
        if (ended.size() > memory) {
            ended.removeLast();
        }
        endings.computeIfAbsent(ending, key -> new LongAdder()).increment();
    }

    /** The leaks whose lease is out at this moment, the newest first. */
    public synchronized List<Leak> open() {
        List<Leak> now = new ArrayList<>();
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).isOpen()) {
                now.add(open.get(i));
            }
        }
        return now;
    }

    /** Open leaks, then those that ended, the newest first. */
    public synchronized List<Leak> all() {
        List<Leak> all = new ArrayList<>();
        for (int i = open.size() - 1; i >= 0; i--) {
            all.add(open.get(i));
        }
        all.addAll(ended);
        return all;
    }

    /** How many were found since the start or the last reset; each lease once. */
    public synchronized Map<PoolAndKind, Long> found() {
        Map<PoolAndKind, Long> counts = new TreeMap<>();
        found.forEach((key, count) -> counts.put(key, count.sum()));
        return counts;
    }

    /** How many ended in which way. */
    public synchronized Map<Ending, Long> endings() {
        Map<Ending, Long> counts = new EnumMap<>(Ending.class);
        endings.forEach((key, count) -> counts.put(key, count.sum()));
        return counts;
    }

    /** Forgets counts and leaks that ended; open ones stay. */
    public synchronized void reset() {
        ended.clear();
        found.clear();
        endings.clear();
    }

    /** A pool's name with a kind of leak. */
    public record PoolAndKind(String pool, String kind) implements Comparable<PoolAndKind> {

        @Override
        public int compareTo(PoolAndKind other) {
            int byPool = pool.compareTo(other.pool);
            return byPool != 0 ? byPool : kind.compareTo(other.kind);
        }
    }
}
