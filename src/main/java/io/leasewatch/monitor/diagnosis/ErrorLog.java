package io.leasewatch.monitor.diagnosis;

import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.text.LineLimit;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.EventQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The recent errors of all services, counted by {@link ErrorKind} and logged at most once a minute per kind.
 *
 * <p>Thread-safe. {@link #failed} only adds the error to a queue of {@link #MOST_WAITING} entries and never blocks; errors that do not fit
 * are counted. {@link #record} processes the queue and is called once a second. When there are {@link #MOST_KINDS} kinds, a new one evicts
 * the kind that occurred longest ago.
 */
public final class ErrorLog implements LeaseListener {

    static final int MOST_WAITING = 1000;

    /** The maximum number of kinds that are counted separately. */
    static final int MOST_KINDS = 200;

    /** The maximum number of operations that are kept per kind. */
    static final int MOST_OPERATIONS = 5;

    /** The maximum number of log lines per minute. When a database is down, all its work fails. */
    static final int MOST_LINES = 10;

    private static final Logger LOG = SafeLogger.of(ErrorLog.class);

    private final InstantSource clock;
    private final EventQueue<ErrorRecord> waiting = new EventQueue<>(MOST_WAITING);
    private final LineLimit limit = new LineLimit(MOST_LINES);
    private final Map<ErrorKind, Count> kinds = new HashMap<>();
    private long others;

    public ErrorLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void failed(Borrower borrower, Throwable error) {
        // First, because getMessage() of an application's exception may throw.
        waiting.add(ErrorRecord.of(borrower, error));
    }

    /** Counts the errors in the queue. */
    public synchronized void record() {
        Instant now = clock.instant();
        waiting.drain(next -> record(next, now));
    }

    private void record(ErrorRecord next, Instant now) {
        ErrorKind kind = next.kind();
        if (!kinds.containsKey(kind)) {
            evictOldest();
        }
        Count count = kinds.computeIfAbsent(kind, k -> new Count(now));
        count.add(next.operation(), now);
        log(kind, next.operation(), count, now);
    }

    /** Logs the first error of each kind in a minute. */
    private void log(ErrorKind kind, String operation, Count count, Instant now) {
        if (limit.tryAcquire(count.logged, now)) {
            LOG.log(
                    Level.WARNING,
                    "LSW8201W: {0} of {1} failed: {2}{3}",
                    operation,
                    kind.service(),
                    count.pattern(kind),
                    count.count == 1 ? "" : " (" + count.count + " like it since " + count.firstSeen + ")");
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
        return waiting.missed();
    }

    /** Removes all errors and counts. */
    public synchronized void reset() {
        record();
        kinds.clear();
        others = 0;
        waiting.resetMissed();
    }

    private static final class Count {
        private final Instant firstSeen;
        private final Set<String> operations = new LinkedHashSet<>();
        private Instant lastSeen;
        private long count;
        private final LineLimit.Subject logged = new LineLimit.Subject();

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
