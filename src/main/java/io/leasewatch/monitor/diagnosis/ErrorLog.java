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
 * The errors of all services, those that are alike counted together.
 *
 * <p>Thread-safe. The thread whose work failed only hands the error over, into a queue that has room for {@link #MOST_WAITING} and never makes
 * anybody wait; what does not fit is counted. What an error is like is found out by whoever calls {@link #note}, once a second. The kind that
 * was seen longest ago is dropped for a new one, and counted with the others.
 */
public final class ErrorLog implements LeaseListener {

    static final int MOST_WAITING = 1000;

    /** How many kinds are told apart. */
    static final int MOST_KINDS = 200;

    /** How many operations are named of each. */
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
        // First, because what an error says is said by code of the application, which may fail as well.
        ErrorRecord failure = ErrorRecord.of(borrower, error);
        if (waitingCount.incrementAndGet() > MOST_WAITING) {
            waitingCount.decrementAndGet();
            missed.increment();
        } else {
            waiting.add(failure);
        }
    }

    /** Takes note of what was handed over. */
    public synchronized void note() {
        Instant now = clock.instant();
        for (ErrorRecord next = waiting.poll(); next != null; next = waiting.poll()) {
            waitingCount.decrementAndGet();
            ErrorKind kind = next.kind();
            if (!kinds.containsKey(kind)) {
                makeRoom();
            }
            kinds.computeIfAbsent(kind, k -> new Count(now)).add(next.operation(), now);
        }
    }

    private void makeRoom() {
        if (kinds.size() >= MOST_KINDS) {
            Map.Entry<ErrorKind, Count> oldest = kinds.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().lastSeen))
                    .orElseThrow();
            kinds.remove(oldest.getKey());
            others += oldest.getValue().count;
        }
    }

    /** Every kind that is told apart, the most frequent first. */
    public synchronized List<ErrorPattern> patterns() {
        return kinds.entrySet().stream()
                .map(entry -> entry.getValue().pattern(entry.getKey()))
                .sorted(Comparator.comparingLong(ErrorPattern::count)
                        .reversed()
                        .thenComparing(ErrorPattern::lastSeen, Comparator.reverseOrder())
                        .thenComparing(ErrorPattern::toString))
                .toList();
    }

    /** How many errors were of kinds that are not told apart any more. */
    public synchronized long others() {
        return others;
    }

    /** How many errors there was no time to take note of. */
    public long missed() {
        return missed.sum();
    }

    /** Forgets everything. */
    public synchronized void reset() {
        note();
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
