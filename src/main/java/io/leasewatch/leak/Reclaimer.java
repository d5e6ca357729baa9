package io.leasewatch.leak;

import io.leasewatch.lease.Handle;
import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes back the connections of leaks: seen first, warned of, and closed after a grace; by itself only when it was told to.
 *
 * <p>Thread-safe. Whose the connection is, is decided by one compare-and-set on its lease: either the borrower gives it back or it is
 * taken from him, and only the one who wins closes it. What closes it may wait for the database, and so is run by {@code worker},
 * which may refuse when it has too much to do.
 */
public final class Reclaimer {

    static final String POLICY = "policy";

    private static final Logger LOG = System.getLogger(Reclaimer.class.getName());
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** What {@link #said} has of a leak that was warned of. */
    private static final String WARNED = "warned";

    private final LeaseRegistry registry;
    private final LeakLedger ledger;
    private final ReclaimAudit audit;
    private final InstantSource clock;
    private final Executor worker;

    /** The last word on each open leak, so that it is said once. */
    private final Map<Lease, String> said = new HashMap<>();

    /** When the last ones were taken back, the oldest first. */
    private final Deque<Long> lastNanos = new ArrayDeque<>();

    private volatile ReclaimSettings settings;

    public Reclaimer(
            LeaseRegistry registry,
            LeakLedger ledger,
            ReclaimAudit audit,
            InstantSource clock,
            Executor worker,
            ReclaimSettings settings) {
        this.registry = registry;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
        this.worker = worker;
        this.settings = settings;
    }

    /** Takes new settings, for leaks already found too. What a dry run said is said again when it is none any more. */
    public synchronized void apply(ReclaimSettings next) {
        if (next.mode() != settings.mode()) {
            said.clear();
        }
        settings = next;
    }

    /** Takes back what is due. */
    public synchronized void act() {
        ReclaimSettings now = settings;
        said.keySet().removeIf(lease -> !lease.isOpen());
        if (now.mode() != ReclaimMode.OFF) {
            ledger.open().stream()
                    .filter(leak -> leak.isCertain() || now.overdue())
                    .forEach(leak -> act(leak, now));
        }
    }

    private void act(Leak leak, ReclaimSettings now) {
        Lease lease = leak.lease();
        if (said.putIfAbsent(lease, WARNED) == null) {
            LOG.log(
                    Level.INFO,
                    "LSW3101I: Lease {0} of {1}, taken at {2}, will be reclaimed when it has not been used for {3}{4}.",
                    Long.toString(lease.id()),
                    lease.pool().name(),
                    lease.site(),
                    now.after(),
                    now.mode() == ReclaimMode.DRY_RUN ? " (dry run: it will only be said)" : "");
        }
        boolean due = !clock.instant().isBefore(leak.detectedAt().plus(now.after()))
                && ReclaimRules.isIdleFor(now.after(), lease, registry.ticker().nanos());
        String objection = due ? ReclaimRules.objection(lease) : null;
        if (!due || !lease.isOpen() || (objection == null && !isAllowedByCap(now))) {
            return;
        }
        boolean dryRun = now.mode() == ReclaimMode.DRY_RUN;
        String word = objection == null ? "reclaim" : objection;
        if (!word.equals(said.put(lease, word))) {
            reclaim(lease, leak.evidence(), POLICY, dryRun, objection);
        }
    }

    /** Of the last minute at most so many; a dry run counts as well, so that it shows what would be. */
    private boolean isAllowedByCap(ReclaimSettings now) {
        long nanos = registry.ticker().nanos();
        while (!lastNanos.isEmpty() && nanos - lastNanos.getFirst() >= MINUTE) {
            lastNanos.removeFirst();
        }
        return lastNanos.size() < now.mostPerMinute();
    }

    /**
     * Takes leases back because somebody asks for it: whatever the mode and the cap, but by the rules that forbid it.
     *
     * @param reason why, in words
     * @param by the name of the one who asks
     */
    public synchronized List<Reclaim> reclaim(Collection<Lease> leases, String reason, String by, boolean dryRun) {
        return leases.stream()
                .map(lease -> reclaim(lease, reason, by, dryRun, ReclaimRules.objection(lease)))
                .toList();
    }

    /** The open leases that nothing was executed with for {@code least} and that nobody may hold for so long. */
    public List<Lease> idleFor(Duration least) {
        long now = registry.ticker().nanos();
        return registry.openLeases().stream()
                .filter(lease -> ReclaimRules.isIdleFor(least, lease, now) && !ReclaimRules.isHeldRightly(lease))
                .toList();
    }

    private Reclaim reclaim(Lease lease, String reason, String by, boolean dryRun, @Nullable String objection) {
        Reclaim act = new Reclaim(audit.nextId(), lease, reason, by, clock.instant(), Reclaim.Result.CLOSING, "");
        if (objection != null) {
            return keep(act.became(Reclaim.Result.REFUSED, objection));
        }
        if (by.equals(POLICY)) {
            lastNanos.addLast(registry.ticker().nanos());
        }
        if (dryRun) {
            return keep(act.became(Reclaim.Result.WOULD_RECLAIM, ""));
        }
        keep(act);
        try {
            worker.execute(() -> close(act));
            return act;
        } catch (RejectedExecutionException e) {
            said.replace(lease, WARNED);
            return keep(act.became(Reclaim.Result.REFUSED, "too many connections are being closed already"));
        }
    }

    private void close(Reclaim act) {
        Lease lease = act.lease();
        Handle handle = lease.handle();
        String objection = ReclaimRules.objection(lease);
        if (objection != null || handle == null) {
            tryAgain(lease);
            keep(act.became(
                    lease.isOpen() ? Reclaim.Result.REFUSED : Reclaim.Result.ENDED_BEFORE, String.valueOf(objection)));
        } else if (!registry.close(lease, Outcome.RECLAIMED)) {
            keep(act.became(Reclaim.Result.ENDED_BEFORE, "its borrower gave it back at that moment"));
        } else {
            keep(closed(act, handle));
        }
    }

    private synchronized void tryAgain(Lease lease) {
        said.replace(lease, WARNED);
    }

    private static Reclaim closed(Reclaim act, Handle handle) {
        try {
            handle.reclaim(whyOf(act));
            return act.became(Reclaim.Result.RECLAIMED, "");
        } catch (SQLException e) {
            return act.became(Reclaim.Result.FAILED, e.getClass().getName() + ", SQLState " + e.getSQLState());
        } catch (Throwable e) {
            return act.became(Reclaim.Result.FAILED, e.getClass().getName());
        }
    }

    /** What its late user is told. */
    private static String whyOf(Reclaim act) {
        Lease lease = act.lease();
        return "Leasewatch reclaimed this connection of " + lease.pool().name() + " at " + act.at() + " ("
                + act.reason()
                + "; by " + act.by() + "): lease " + lease.id() + ", taken at " + lease.site() + " by "
                + lease.borrower().operation().name() + " of "
                + lease.borrower().operation().service();
    }

    private Reclaim keep(Reclaim act) {
        audit.keep(act);
        return act;
    }
}
