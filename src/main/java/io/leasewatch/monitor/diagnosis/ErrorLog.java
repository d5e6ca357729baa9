package io.leasewatch.monitor.diagnosis;

import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.work.Borrower;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The recent errors of all services, counted by {@link ErrorKind}.
 *
 * <p>Thread-safe. {@link #failed} only adds the error to a queue of {@link #MOST_WAITING} entries and never blocks; errors that do not fit
 * are counted. {@link #note} processes the queue and is called once a second. When there are {@link #MOST_KINDS} kinds, a new one evicts
 * the kind that occurred longest ago.
 */
public final class ErrorLog implements LeaseListener {

    static final int MOST_WAITING = 1000;

    /** The maximum number of kinds that are counted separately. */
    static final int MOST_KINDS = 200;

    /** The maximum number of operations that are kept per kind. */
    static final int MOST_OPERATIONS = 5;

    private final InstantSource clock;
    private final Queue<ErrorRecord> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final LongAdder missed = new LongAdder();
    private final Map<ErrorKind, Count> kinds = new HashMap<>();
    private long others;

    public ErrorLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void failed(Borrower borrower, Throwable error) {
        // First, because getMessage() of an application's exception may throw.
        ErrorRecord failure = ErrorRecord.of(borrower, error);
        if (waitingCount.incrementAndGet() > MOST_WAITING) {
            waitingCount.decrementAndGet();
            missed.increment();
        } else {
            waiting.add(failure);
        }
    }

    /** Counts the errors in the queue. */
    public synchronized void record() {
        Instant now = clock.instant();
        for (ErrorRecord next = waiting.poll(); next != null; next = waiting.poll()) {
            waitingCount.decrementAndGet();
            ErrorKind kind = next.kind();
            if (!kinds.containsKey(kind)) {
                evictOldest();
            }
            kinds.computeIfAbsent(kind, k -> new Count(now)).add(next.operation(), now);
        }
    }

    private void evictOldest() {
        if (kinds.size() >= MOST_KINDS) {
            Map.Entry<ErrorKind, Count> oldest = kinds.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().lastSeen))
                    .orElseThrow();
            kinds.remove(oldest.getKey());
            others += oldest.getValue().count;
        }
    }

    /** All kinds, the most frequent first. */
    public synchronized List<ErrorPattern> patterns() {
        return kinds.entrySet().stream()
                .map(entry -> entry.getValue().pattern(entry.getKey()))
                .sorted(Comparator.comparingLong(ErrorPattern::count)
                        .reversed()
                        .thenComparing(ErrorPattern::lastSeen, Comparator.reverseOrder())
                        .thenComparing(ErrorPattern::toString))
                .toList();
    }

    /** The number of errors of kinds that were evicted. */
    public synchronized long others() {
        return others;
    }

    /** The number of errors that were dropped because the queue was full. */
    public long missed() {
        return missed.sum();
    }

    /** Removes all errors and counts. */
    public synchronized void reset() {
        record();
        kinds.clear();
        others = 0;
        missed.reset();
    }

    private static final class Count {
        private final Instant firstSeen;
        private final Set<String> operations = new LinkedHashSet<>();
        private Instant lastSeen;
        private long count;

        Count(Instant now) {
            firstSeen = now;
            lastSeen = now;
        }

        void add(String operation, Instant now) {
            count++;
            lastSeen = now;
            if (operations.size() < MOST_OPERATIONS) {
                operations.add(operation);
            }
        }

        ErrorPattern pattern(ErrorKind kind) {
            return new ErrorPattern(
                    kind.service(),
                    kind.type(),
                    kind.cause(),
                    kind.sqlState(),
                    kind.message(),
                    count,
                    firstSeen,
                    lastSeen,
                    List.copyOf(operations));
        }
    }
}
