package io.leasewatch.monitor.query;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.StatementListener;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.LineLimit;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.text.SqlText;
import io.leasewatch.core.work.EventQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records slow statements, counted by their text without literals.
 *
 * <p>Thread-safe. {@link #executed} only adds an execution to a queue of {@link #MOST_WAITING} entries and never blocks; executions that do
 * not fit are counted. {@link #note} processes the queue and is called once a second. When the maximum number of statements is reached, a
 * new statement evicts the one that was slow longest ago.
 */
public final class SlowQueries implements StatementListener {

    static final int MOST_WAITING = 1000;

    /** The maximum number of log lines per minute. When a database is slow, all its statements are. */
    static final int MOST_LINES = 10;

    private static final Logger LOG = SafeLogger.of(SlowQueries.class);

    private final LeaseRegistry registry;
    private final InstantSource clock;
    private final EventQueue<Execution> waiting = new EventQueue<>(MOST_WAITING);
    private final LineLimit limit = new LineLimit(MOST_LINES);
    private final Map<StatementKey, SlowQueryTotals> statements = new HashMap<>();
    private OtherStatements others = OtherStatements.NONE;
    private QuerySettings settings;
    private long made;

    public SlowQueries(LeaseRegistry registry, InstantSource clock, QuerySettings settings) {
        this.registry = registry;
        this.clock = clock;
        this.settings = settings;
    }

    /** Applies new settings at once. Recorded statements are kept, as many as the new size allows. */
    public synchronized void apply(QuerySettings next) {
        settings = next;
        if (next.enabled()) {
            registry.executions().setListener(next.threshold(), this);
        } else {
            stop();
        }
        evictTo(next.size());
    }

    /** Stops recording statements. */
    public void stop() {
        registry.executions().removeListener(this);
    }

    @Override
    public void executed(Lease lease, @Nullable String sql, long nanos) {
        waiting.add(new Execution(sql, lease.pool().name(), lease.site(), nanos));
    }

    /** Counts and logs the executions in the queue. */
    public synchronized void record() {
        Instant now = clock.instant();
        waiting.drain(next -> record(next, now));
    }

    private void record(Execution execution, Instant now) {
        String sql = execution.sql();
        StatementKey key = new StatementKey(sql == null ? "" : SqlText.shown(sql), execution.pool(), execution.site());
        SlowQueryTotals totals = statements.get(key);
        if (totals == null) {
            evictTo(settings.size() - 1);
            totals = new SlowQueryTotals(made++, now);
            statements.put(key, totals);
        }
        totals.add(execution.nanos(), now);
        log(key, totals, execution, now);
    }

    private void evictTo(int size) {
        while (statements.size() > size) {
            Map.Entry<StatementKey, SlowQueryTotals> oldest = statements.entrySet().stream()
                    .min(Comparator.comparing((Map.Entry<StatementKey, SlowQueryTotals> entry) ->
                                    entry.getValue().lastSeen())
                            .thenComparing(entry -> entry.getValue().number()))
                    .orElseThrow();
            statements.remove(oldest.getKey());
            others = others.and(oldest.getValue());
        }
    }

    private void log(StatementKey key, SlowQueryTotals totals, Execution execution, Instant now) {
        if (limit.tryAcquire(totals.logged(), now)) {
            LOG.log(
                    Level.WARNING,
                    "LSW8001W: A statement on {0} took {1}, with a connection taken at {2} (occurrence {3}): {4}",
                    key.pool(),
                    HumanText.duration(Duration.ofNanos(execution.nanos())),
                    key.site(),
                    Long.toString(totals.count()),
                    key.sql().isEmpty() ? "a batch of several statements" : key.sql());
        }
    }

    /** The statements that are counted separately, in no order. */
    public synchronized List<SlowQuery> queries() {
        return statements.entrySet().stream()
                .map(entry -> entry.getValue().query(entry.getKey()))
                .toList();
    }

    /** The sum of the statements that were evicted. */
    public synchronized OtherStatements others() {
        return others;
    }

    /** The number of slow executions that were dropped because the queue was full. */
    public long missed() {
        return waiting.missed();
    }

    /** The current settings. */
    public synchronized QuerySettings settings() {
        return settings;
    }

    /** Removes all statements and counts. */
    public synchronized void reset() {
        statements.clear();
        others = OtherStatements.NONE;
        waiting.resetMissed();
    }

    private record Execution(@Nullable String sql, String pool, Site site, long nanos) {}
}
