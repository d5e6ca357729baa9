package io.leasewatch.monitor.query;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.StatementListener;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.SqlText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The statements that were slow.
 *
 * <p>Thread-safe. The thread that executed one only hands it over, into a queue that has room for {@link #MOST_WAITING} and never makes
 * anybody wait; what does not fit is counted. What it is without its literals is found out by whoever calls {@link #note}, once a second. The
 * statement that was slow longest ago is dropped for a new one, and counted with the others.
 */
public final class SlowQueries implements StatementListener {

    static final int MOST_WAITING = 1000;

    /** Lines in the log in a minute; a database that is slow is slow for everything. */
    static final int MOST_LINES = 10;

    private static final Logger LOG = System.getLogger(SlowQueries.class.getName());

    private final LeaseRegistry registry;
    private final InstantSource clock;
    private final Queue<Execution> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final LongAdder missed = new LongAdder();
    private final Map<StatementKey, SlowQueryTotals> statements = new HashMap<>();
    private OtherStatements others = OtherStatements.NONE;
    private QuerySettings settings;
    private long made;
    private long minute;
    private int lines;

    public SlowQueries(LeaseRegistry registry, InstantSource clock, QuerySettings settings) {
        this.registry = registry;
        this.clock = clock;
        this.settings = settings;
    }

    /** Takes new settings at once. What was slow before stays known, as far as there is room. */
    public synchronized void apply(QuerySettings next) {
        settings = next;
        if (next.enabled()) {
            registry.tellOfStatements(next.threshold(), this);
        } else {
            stop();
        }
        makeRoom(next.size());
    }

    /** Nobody is told of statements any more. */
    public void stop() {
        registry.tellOfNoStatements(this);
    }

    @Override
    public void executed(Lease lease, @Nullable String sql, long nanos) {
        if (waitingCount.incrementAndGet() > MOST_WAITING) {
            waitingCount.decrementAndGet();
            missed.increment();
        } else {
            waiting.add(new Execution(sql, lease.pool().name(), lease.site(), nanos));
        }
    }

    /** Takes note of what was handed over. */
    public synchronized void note() {
        Instant now = clock.instant();
        for (Execution next = waiting.poll(); next != null; next = waiting.poll()) {
            waitingCount.decrementAndGet();
            note(next, now);
        }
    }

    private void note(Execution execution, Instant now) {
        String sql = execution.sql();
        StatementKey what = new StatementKey(sql == null ? "" : SqlText.shown(sql), execution.pool(), execution.site());
        SlowQueryTotals slowness = statements.get(what);
        if (slowness == null) {
            makeRoom(settings.size() - 1);
            slowness = new SlowQueryTotals(made++, now);
            statements.put(what, slowness);
        }
        slowness.add(execution.nanos(), now);
        log(what, slowness, execution, now);
    }

    private void makeRoom(int size) {
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

    private void log(StatementKey what, SlowQueryTotals slowness, Execution execution, Instant now) {
        long current = now.getEpochSecond() / 60;
        lines = current == minute ? lines : 0;
        minute = current;
        if (lines < MOST_LINES && slowness.firstIn(current)) {
            lines++;
            LOG.log(
                    Level.WARNING,
                    "LSW8001W: A statement on {0} took {1} s, with a connection taken at {2}; it was slow {3} time(s) so far: {4}",
                    what.pool(),
                    String.format(Locale.ROOT, "%.3f", execution.nanos() / 1e9),
                    what.site(),
                    slowness.count(),
                    what.sql().isEmpty() ? "several in a batch" : what.sql());
        }
    }

    /** Every statement that was slow and is told apart, in no order. */
    public synchronized List<SlowQuery> queries() {
        return statements.entrySet().stream()
                .map(entry -> entry.getValue().query(entry.getKey()))
                .toList();
    }

    /** Those that are not told apart any more. */
    public synchronized OtherStatements others() {
        return others;
    }

    /** How many slow executions there was no time to take note of. */
    public long missed() {
        return missed.sum();
    }

    /** What holds now. */
    public synchronized QuerySettings settings() {
        return settings;
    }

    /** Forgets everything. */
    public synchronized void reset() {
        statements.clear();
        others = OtherStatements.NONE;
        missed.reset();
    }

    private record Execution(@Nullable String sql, String pool, Site site, long nanos) {}
}
