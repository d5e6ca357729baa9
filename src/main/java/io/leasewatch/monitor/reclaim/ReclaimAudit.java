package io.leasewatch.monitor.reclaim;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps and logs the last reclaim steps. Thread-safe.
 */
public final class ReclaimAudit {

    /** The maximum number of steps that are kept. Steps are rare, so these are at least the last hours. */
    static final int MOST = 1000;

    private static final Logger LOG = SafeLogger.of(ReclaimAudit.class);

    private final Map<Long, Reclaim> acts = new LinkedHashMap<>();
    private volatile Consumer<Reclaim> listener = act -> {};
    private long ids;

    /** Notifies {@code next}, and no other one from now on, of each new step and each change of one. */
    public void setListener(Consumer<Reclaim> next) {
        listener = next;
    }

    synchronized long nextId() {
        return ++ids;
    }

    /** Adds a step, or replaces it by its new state, and logs it. */
    void keep(Reclaim act) {
        synchronized (this) {
            acts.put(act.id(), act);
            if (acts.size() > MOST) {
                acts.remove(acts.keySet().iterator().next());
            }
            notifyAll();
        }
        log(act);
        listener.accept(act);
    }

    /** The current state of a step; {@code null} if it was evicted. */
    public synchronized @Nullable Reclaim act(long id) {
        return acts.get(id);
    }

    /**
     * The state of {@code steps} once all are done, at the latest after {@code patience}. Blocks the caller; one that is interrupted gets the
     * state at that moment, and stays interrupted.
     */
    public synchronized List<Reclaim> await(Collection<Reclaim> steps, Duration patience) {
        long deadline = Ticker.SYSTEM.nanos() + patience.toNanos();
        try {
            long left = patience.toMillis();
            while (left > 0 && !steps.stream().map(this::current).allMatch(Reclaim::isDone)) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - Ticker.SYSTEM.nanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return steps.stream().map(this::current).toList();
    }

    private Reclaim current(Reclaim step) {
        return acts.getOrDefault(step.id(), step);
    }

    /** The last steps, the newest first. */
    public synchronized List<Reclaim> acts() {
        List<Reclaim> newestFirst = new ArrayList<>();
        acts.values().forEach(act -> newestFirst.add(0, act));
        return newestFirst;
    }

    private static void log(Reclaim act) {
        switch (act.result()) {
            case WOULD_CANCEL, WOULD_ROLL_BACK, WOULD_RECLAIM ->
                LOG.log(Level.INFO, "LSW3102I: Dry run: would {0} of {1}.", step(act), words(act));
            case CANCELLING, MARKING, CLOSING ->
                LOG.log(Level.INFO, "LSW3103I: About to {0} of {1}.", step(act), words(act));
            case RECLAIMED -> LOG.log(Level.WARNING, "LSW3104W: Reclaimed: {0}.", words(act));
            case CANCELLED -> LOG.log(Level.WARNING, "LSW3107W: Cancelled the statement of {0}.", words(act));
            case ROLLBACK_ONLY ->
                LOG.log(Level.WARNING, "LSW3108W: Marked the transaction for rollback of {0}.", words(act));
            case FAILED ->
                LOG.log(Level.WARNING, "LSW3105W: Reclaiming failed for {0}: {1}.", words(act), act.detail());
            case ENDED_BEFORE, REFUSED ->
                LOG.log(Level.INFO, "LSW3106I: Not reclaimed, because {0}: {1}.", act.detail(), words(act));
        }
    }

    private static String step(Reclaim act) {
        return act.step() == null ? "" : act.step().words();
    }

    private static String words(Reclaim act) {
        Lease lease = act.lease();
        return String.format(
                Locale.ROOT,
                "lease %d of %s, taken at %s by %s, thread %s; reason: %s; by: %s (step %d)",
                lease.id(),
                lease.pool().name(),
                lease.site(),
                lease.borrower().operation().name(),
                lease.holder().name(),
                act.reason(),
                act.by(),
                act.id());
    }
}
