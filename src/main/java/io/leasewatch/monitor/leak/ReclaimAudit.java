package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was taken back, would have been, or was not: the last acts, and a line in the log for each.
 *
 * <p>Thread-safe.
 */
public final class ReclaimAudit {

    /** An act is an exception; these are the last hours of a bad day. */
    static final int MOST = 1000;

    private static final Logger LOG = System.getLogger(ReclaimAudit.class.getName());

    private final Map<Long, Reclaim> acts = new LinkedHashMap<>();
    private long ids;

    synchronized long nextId() {
        return ++ids;
    }

    /** Keeps an act, or what has become of it. */
    void keep(Reclaim act) {
        synchronized (this) {
            acts.put(act.id(), act);
            if (acts.size() > MOST) {
                acts.remove(acts.keySet().iterator().next());
            }
        }
        log(act);
    }

    /** What is known of an act now; {@code null} if it is too long ago. */
    public synchronized @Nullable Reclaim act(long id) {
        return acts.get(id);
    }

    /** The last acts, the newest first. */
    public synchronized List<Reclaim> acts() {
        List<Reclaim> newestFirst = new ArrayList<>();
        acts.values().forEach(act -> newestFirst.add(0, act));
        return newestFirst;
    }

    private static void log(Reclaim act) {
        switch (act.result()) {
            case WOULD_CANCEL, WOULD_ROLL_BACK, WOULD_RECLAIM ->
                LOG.log(
                        Level.INFO,
                        "LSW3102I: Were this no dry run, Leasewatch would {0} of {1}.",
                        step(act),
                        words(act));
            case CANCELLING, MARKING, CLOSING ->
                LOG.log(Level.INFO, "LSW3103I: Is about to {0} of {1}.", step(act), words(act));
            case RECLAIMED -> LOG.log(Level.WARNING, "LSW3104W: Reclaimed: {0}.", words(act));
            case CANCELLED -> LOG.log(Level.WARNING, "LSW3107W: Cancelled the statement of {0}.", words(act));
            case ROLLBACK_ONLY ->
                LOG.log(Level.WARNING, "LSW3108W: Marked the transaction to be rolled back of {0}.", words(act));
            case FAILED -> LOG.log(Level.WARNING, "LSW3105W: Failed with {0}: {1}.", words(act), act.detail());
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
                "lease %d of %s, taken at %s by %s, thread %s; why: %s; by: %s (act %d)",
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
