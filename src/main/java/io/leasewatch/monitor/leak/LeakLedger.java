package io.leasewatch.monitor.leak;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The record of leaks: all open ones, the last ended ones, and counts by pool, kind and ending.
 *
 * <p>Thread-safe. Open leaks are never evicted; the sizes of the pools bound their number.
 */
public final class LeakLedger implements LeakListener {

    /** The maximum number of counts; further pools and services are counted together. */
    private static final int MOST_COUNTS = 2_000;

    private static final String OTHER = "other";

    private final int memory;
    private final Deque<Leak> ended = new ArrayDeque<>();
    private final Deque<Leak> open = new ArrayDeque<>();
    private final Map<PoolAndKind, Long> found = new TreeMap<>();
    private final Map<String, Long> foundByService = new TreeMap<>();
    private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);

    /** Keeps the last {@code memory} ended leaks. */
    public LeakLedger(int memory) {
        this.memory = memory;
    }

    @Override
    public synchronized void leaked(Leak leak) {
        open.addFirst(leak);
        PoolAndKind name = new PoolAndKind(leak.lease().pool().name(), leak.kind());
        count(found, name, new PoolAndKind(OTHER, leak.kind()));
        count(foundByService, leak.lease().borrower().operation().service(), OTHER);
    }

    @Override
    public synchronized void ended(Leak leak, Ending ending) {
        open.remove(leak);
        if (ending == Ending.MEANT) {
            return;
        }
        ended.addFirst(leak);
        if (ended.size() > memory) {
            ended.removeLast();
        }
        endings.merge(ending, 1L, Long::sum);
    }

    private static <K> void count(Map<K, Long> counts, K name, K otherwise) {
        counts.merge(counts.size() < MOST_COUNTS || counts.containsKey(name) ? name : otherwise, 1L, Long::sum);
    }

    /** The open leaks, the newest first. */
    public synchronized List<Leak> open() {
        return open.stream().filter(Leak::isOpen).toList();
    }

    /** The open leaks, then the ended ones; each the newest first. */
    public synchronized List<Leak> all() {
        return Stream.concat(open.stream(), ended.stream()).toList();
    }

    /** The number of leaks found since the start or the last reset. Each lease counts once. */
    public synchronized Map<PoolAndKind, Long> found() {
        return new TreeMap<>(found);
    }

    /** The number of leaks found since the start or the last reset, by service. */
    public synchronized Map<String, Long> foundByService() {
        return new TreeMap<>(foundByService);
    }

    /** The number of ended leaks by ending. */
    public synchronized Map<Ending, Long> endings() {
        return new EnumMap<>(endings);
    }

    /** Removes the counts and the ended leaks. Open leaks are kept. */
    public synchronized void reset() {
        ended.clear();
        found.clear();
        foundByService.clear();
        endings.clear();
    }

    /** A pool's name with a kind of leak. */
    public record PoolAndKind(String pool, String kind) implements Comparable<PoolAndKind> {

        private static final Comparator<PoolAndKind> ORDER =
                Comparator.comparing(PoolAndKind::pool).thenComparing(PoolAndKind::kind);

        @Override
        public int compareTo(PoolAndKind other) {
            return ORDER.compare(this, other);
        }
    }
}
