package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes back the connections of leaks: seen first, warned of, and after a grace one {@link ReclaimStep} after the other, each when the one
 * before is done and has had its grace; by itself only when it was told to.
 *
 * <p>Thread-safe. Whose the connection is, is decided by one compare-and-set on its lease: either the borrower gives it back or it is
 * taken from him, and only the one who wins closes it. What is done may wait for the database, and so is run by {@code worker},
 * which may refuse when it has too much to do. With one lease only one thing is done at a time, and only if the rules say the same of it
 * as when that was decided.
 */
public final class Reclaimer {

    static final String POLICY = "policy";

    private static final Logger LOG = System.getLogger(Reclaimer.class.getName());
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** What {@link #said} has of a leak that was warned of. */
    private static final ReclaimPlan WARNED = ReclaimPlan.refuse("warned");

    private final LeaseRegistry registry;
    private final LeakLedger ledger;
    private final ReclaimAudit audit;
    private final InstantSource clock;
    private final Executor worker;

    /** The last word on each open leak, so that it is said once. */
    private final Map<Lease, ReclaimPlan> said = new HashMap<>();

    /** Those that {@link #worker} is at, or will be. */
    private final Set<Lease> busy = ConcurrentHashMap.newKeySet();

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

    /** What may be done to a lease, as it is set now. */
    public ReclaimRules rules() {
        return settings.rules();
    }

    /** Does what is due. */
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
                && ReclaimRules.isUnchangedFor(
                        now.after(), lease, registry.ticker().nanos())
                && !busy.contains(lease);
        ReclaimPlan plan = due ? now.rules().plan(lease) : null;
        if (plan == null || !lease.isOpen() || (plan.step() != null && !isAllowedByCap(now))) {
            return;
        }
        // The same is said once: of another statement, and after another step, it is said again.
        if (!plan.equals(said.put(lease, plan))) {
            start(lease, plan, now.rules(), leak.evidence(), POLICY, now.mode() == ReclaimMode.DRY_RUN);
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
     * Takes a step with each of the leases because somebody asks for it: whatever the mode, the grace and the cap, but by the rules.
     *
     * @param rules what that one allows
     * @param reason why, in words
     * @param by the name of the one who asks
     */
    public synchronized List<Reclaim> reclaim(
            Collection<Lease> leases, ReclaimRules rules, String reason, String by, boolean dryRun) {
        return leases.stream()
                .map(lease -> start(lease, rules.plan(lease), rules, reason, by, dryRun))
                .toList();
    }

    /** The open leases that nothing was executed with for {@code least} and that nobody may hold for so long. */
    public List<Lease> idleFor(Duration least) {
        long now = registry.ticker().nanos();
        return registry.openLeases().stream()
                .filter(lease -> ReclaimRules.isIdleFor(least, lease, now) && !ReclaimRules.isHeldRightly(lease))
                .toList();
    }

    private Reclaim start(Lease lease, ReclaimPlan plan, ReclaimRules rules, String reason, String by, boolean dryRun) {
        ReclaimStep step = plan.step();
        Reclaim act = new Reclaim(
                audit.nextId(), lease, step, reason, by, clock.instant(), Reclaim.Result.REFUSED, plan.objection());
        if (step == null) {
            return keep(act);
        }
        if (by.equals(POLICY)) {
            lastNanos.addLast(registry.ticker().nanos());
        }
        if (dryRun) {
            return keep(act.became(step.wouldBe(), ""));
        }
        if (!busy.add(lease)) {
            return keep(act.became(Reclaim.Result.REFUSED, "something else is being done to it"));
        }
        Reclaim begun = keep(act.became(step.underWay(), ""));
        try {
            worker.execute(() -> finish(begun, step, plan, rules));
            return begun;
        } catch (RejectedExecutionException e) {
            busy.remove(lease);
            said.replace(lease, WARNED);
            return keep(act.became(Reclaim.Result.REFUSED, "too much is being done already"));
        }
    }

    private void finish(Reclaim act, ReclaimStep step, ReclaimPlan plan, ReclaimRules rules) {
        Lease lease = act.lease();
        Handle handle = lease.handle();
        ReclaimPlan now = rules.plan(lease);
        Reclaim done;
        if (handle != null && now.equals(plan)) {
            done = taken(act, step, plan, handle);
        } else {
            done = act.became(
                    lease.isOpen() ? Reclaim.Result.REFUSED : Reclaim.Result.ENDED_BEFORE,
                    now.step() == null ? now.objection() : "it is at something else by now");
        }
        if (done.result() == Reclaim.Result.ENDED_BEFORE || done.result() == Reclaim.Result.REFUSED) {
            tryAgain(lease);
        }
        busy.remove(lease);
        keep(done);
    }

    private synchronized void tryAgain(Lease lease) {
        said.replace(lease, WARNED);
    }

    private Reclaim taken(Reclaim act, ReclaimStep step, ReclaimPlan plan, Handle handle) {
        try {
            return step.take(act, plan, handle, registry);
        } catch (SQLException e) {
            return failed(act, step, e.getClass().getName() + ", SQLState " + e.getSQLState());
        } catch (Throwable e) {
            return failed(act, step, e.getClass().getName());
        }
    }

    private static Reclaim failed(Reclaim act, ReclaimStep step, String why) {
        return act.became(Reclaim.Result.FAILED, "could not " + step.words() + ": " + why);
    }

    private Reclaim keep(Reclaim act) {
        audit.keep(act);
        return act;
    }
}
