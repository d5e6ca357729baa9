package io.leasewatch.monitor.reclaim;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
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
 * Reclaims leaked connections. A leak is logged first; after a grace period one {@link ReclaimStep} follows the other, each with its own
 * grace period. This happens automatically only if the mode is {@link ReclaimMode#ON}.
 *
 * <p>Thread-safe. One compare-and-set on the lease decides whether the borrower returns the connection or it is reclaimed; only the winner
 * closes it. A step may wait for the database, so {@code worker} runs it, and may reject it. There is at most one step per lease at a time,
 * and it is taken only if a new plan is equal to the one that was decided.
 */
public final class Reclaimer {

    /** How long an answer to a request waits for connections to be closed. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    static final String POLICY = "policy";

    private static final Logger LOG = SafeLogger.of(Reclaimer.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** The value in {@link #plans} of a leak that was only logged. */
    private static final ReclaimPlan WARNED = ReclaimPlan.refuse("warned");

    private final LeaseRegistry registry;
    private final LeakLedger ledger;
    private final ReclaimAudit audit;
    private final InstantSource clock;
    private final Executor worker;

    /** The last plan of each open leak, so that it is carried out or logged once. */
    private final Map<Lease, ReclaimPlan> plans = new HashMap<>();

    /** Leases with a step that runs or waits in {@link #worker}. */
    private final Set<Lease> busy = ConcurrentHashMap.newKeySet();

    /** When the last steps were taken, the oldest first. */
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

    /** Applies new settings, to leaks already found too. After a change of the mode every leak is logged again. */
    public synchronized void apply(ReclaimSettings next) {
        if (next.mode() != settings.mode()) {
            plans.clear();
        }
        settings = next;
    }

    /** The current rules. */
    public ReclaimRules rules() {
        return settings.rules();
    }

    /** Takes the steps that are due. */
    public synchronized void act() {
        ReclaimSettings now = settings;
        plans.keySet().removeIf(lease -> !lease.isOpen());
        if (now.mode() != ReclaimMode.OFF) {
            ledger.open().stream()
                    .filter(leak -> leak.isCertain() || now.overdue())
                    .forEach(leak -> act(leak, now));
        }
    }

    private void act(Leak leak, ReclaimSettings now) {
        Lease lease = leak.lease();
        if (plans.putIfAbsent(lease, WARNED) == null) {
            LOG.log(
                    Level.INFO,
                    "LSW3101I: Lease {0} of {1}, taken at {2}, will be reclaimed when it has not been used for {3}{4}.",
                    Long.toString(lease.id()),
                    lease.pool().name(),
                    lease.site(),
                    HumanText.duration(now.after()),
                    now.mode() == ReclaimMode.DRY_RUN ? " (dry run: this will only be logged)" : "");
        }
        boolean due = !clock.instant().isBefore(leak.detectedAt().plus(now.after()))
                && ReclaimRules.isUnchangedFor(
                        now.after(), lease, registry.ticker().nanos())
                && !busy.contains(lease);
        ReclaimPlan plan = due ? now.rules().plan(lease) : null;
        if (plan == null || !lease.isOpen() || (plan.step() != null && !isAllowedByCap(now))) {
            return;
        }
        // An equal plan was carried out or logged already. A new statement or a completed step changes the plan.
        if (!plan.equals(plans.put(lease, plan))) {
            start(lease, plan, now.rules(), leak.evidence(), POLICY, now.mode() == ReclaimMode.DRY_RUN);
        }
    }

    /** Whether the limit per minute allows another step. Dry runs count too, so that they show the effect of the limit. */
    private boolean isAllowedByCap(ReclaimSettings now) {
        long nanos = registry.ticker().nanos();
        while (!lastNanos.isEmpty() && nanos - lastNanos.getFirst() >= MINUTE) {
            lastNanos.removeFirst();
        }
        return lastNanos.size() < now.mostPerMinute();
    }

    /**
     * Takes one step for each of {@code leases} on request: regardless of the mode, the grace period and the limit, but within the rules.
     *
     * @param rules the steps that the request allows
     * @param reason the reason in words
     * @param by the name of the user
     */
    public synchronized List<Reclaim> reclaim(
            Collection<Lease> leases, ReclaimRules rules, String reason, String by, boolean dryRun) {
        return leases.stream()
                .map(lease -> start(lease, rules.plan(lease), rules, reason, by, dryRun))
                .toList();
    }

    /** The open leases that have executed nothing for {@code least} and whose long hold is not intended. */
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
            return keep(act.became(Reclaim.Result.REFUSED, "another step is in progress"));
        }
        Reclaim begun = keep(act.became(step.underWay(), ""));
        try {
            worker.execute(() -> finish(begun, step, plan, rules));
            return begun;
        } catch (RejectedExecutionException e) {
            busy.remove(lease);
            plans.replace(lease, WARNED);
            return keep(act.became(Reclaim.Result.REFUSED, "too many steps are waiting"));
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
                    now.step() == null ? now.objection() : "its state has changed");
        }
        if (done.result() == Reclaim.Result.ENDED_BEFORE || done.result() == Reclaim.Result.REFUSED) {
            replan(lease);
        }
        busy.remove(lease);
        keep(done);
    }

    private synchronized void replan(Lease lease) {
        plans.replace(lease, WARNED);
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
