package io.leasewatch.monitor.reclaim;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.pool.PoolListener;
import io.leasewatch.monitor.pool.PoolPurger;
import io.leasewatch.spi.PoolReading;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/**
 * Frees stranded connections by purging their pool, once they have been stranded for {@link ReclaimSettings#after} longer. A pool is
 * purged at most once a minute, and only if the mode is {@link ReclaimMode#ON}. Thread-safe; {@code worker} runs the purges.
 */
public final class StrandedReclaimer implements PoolListener {

    private static final Logger LOG = SafeLogger.of(StrandedReclaimer.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final PoolPurger purger;
    private final Executor worker;
    private final Ticker ticker;

    /** When the next purge of each pool with stranded connections is due, in nanoseconds of {@link #ticker}. */
    private final Map<String, Long> dueNanos = new HashMap<>();

    private ReclaimSettings settings;

    public StrandedReclaimer(PoolPurger purger, Executor worker, Ticker ticker, ReclaimSettings settings) {
        this.purger = purger;
        this.worker = worker;
        this.ticker = ticker;
        this.settings = settings;
    }

    /** Applies new settings. Pools that have stranded connections now wait for {@link ReclaimSettings#after} again. */
    public synchronized void apply(ReclaimSettings next) {
        if (!next.equals(settings)) {
            dueNanos.clear();
        }
        settings = next;
    }

    @Override
    public synchronized void read(List<PoolReading> readings) {
        List<PoolReading> stranded =
                readings.stream().filter(reading -> reading.stranded() > 0).toList();
        dueNanos.keySet().retainAll(stranded.stream().map(PoolReading::poolName).collect(Collectors.toSet()));
        if (settings.mode() == ReclaimMode.OFF) {
            return;
        }
        long now = ticker.nanos();
        for (PoolReading reading : stranded) {
            long due = dueNanos.computeIfAbsent(
                    reading.poolName(), pool -> now + settings.after().toNanos());
            if (now - due >= 0) {
                dueNanos.put(reading.poolName(), now + MINUTE);
                purge(reading, settings.mode() == ReclaimMode.DRY_RUN);
            }
        }
    }

    private void purge(PoolReading reading, boolean dryRun) {
        String stranded = HumanText.count(reading.stranded(), "stranded connection");
        if (dryRun) {
            LOG.log(
                    Level.INFO,
                    "LSW3109I: Dry run: {0} would be purged now, to free {1}.",
                    reading.poolName(),
                    stranded);
            return;
        }
        try {
            worker.execute(() -> purge(reading, stranded));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Too many steps are waiting; the next reading tries again in a minute.");
        }
    }

    private void purge(PoolReading reading, String stranded) {
        try {
            purger.purge(reading.target().isEmpty() ? reading.poolName() : reading.target());
            LOG.log(
                    Level.WARNING,
                    "LSW3110W: {0} was purged to free {1}. The application is not at fault.",
                    reading.poolName(),
                    stranded);
        } catch (Throwable e) {
            LOG.log(
                    Level.WARNING,
                    "LSW3111W: " + reading.poolName() + " could not be purged to free " + stranded + ".",
                    e);
        }
    }
}
