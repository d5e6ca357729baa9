package io.leasewatch.monitor;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.config.Configuration;
import io.leasewatch.monitor.identity.LeakIdentities;
import io.leasewatch.monitor.leak.HoldersWatch;
import io.leasewatch.monitor.leak.LeakDetector;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.leak.LeakLog;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.reclaim.Reclaim;
import io.leasewatch.monitor.reclaim.ReclaimAudit;
import io.leasewatch.monitor.reclaim.ReclaimRules;
import io.leasewatch.monitor.reclaim.ReclaimWorker;
import io.leasewatch.monitor.reclaim.Reclaimer;
import io.leasewatch.monitor.view.ReclaimView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Finds leaks, records them, and reclaims leaked connections. */
public record LeakMonitoring(
        LeakLedger ledger,
        LeakIdentities identities,
        SiteLedger sites,
        LeakDetector detector,
        LeakLog log,
        HoldersWatch holders,
        Reclaimer reclaimer,
        ReclaimAudit reclaims) {

    /** The interval of the checks for leaks that need no threshold, and for acquisitions that timed out. */
    private static final Duration SOON = Duration.ofMillis(500);

    static LeakMonitoring of(LeaseRegistry registry, InstantSource clock, Configuration initial) {
        LeakLedger ledger = new LeakLedger(initial.leak().memory());
        LeakIdentities identities = new LeakIdentities(
                clock,
                registry.ownership().applications()::release,
                initial.leak().resolvedAfter());
        SiteLedger sites = new SiteLedger(registry, initial.sites());
        LeakLog log = new LeakLog(clock, initial.leak().logStack());
        ReclaimAudit reclaims = new ReclaimAudit();
        return new LeakMonitoring(
                ledger,
                identities,
                sites,
                new LeakDetector(registry, clock, initial.leak(), List.of(ledger, identities, sites, log)),
                log,
                new HoldersWatch(registry, clock, initial.holders()),
                new Reclaimer(registry, ledger, reclaims, clock, new ReclaimWorker(), initial.reclaim()),
                reclaims);
    }

    /**
     * Takes one step for each of {@code leases}, as {@link Reclaimer#reclaim} does, and waits for up to {@link Reclaimer#PATIENCE} until it is
     * known how each ended.
     */
    public List<ReclaimView> reclaim(
            Collection<Lease> leases, ReclaimRules rules, String reason, String by, boolean dryRun) {
        List<Reclaim> steps = reclaimer.reclaim(leases, rules, reason, by, dryRun);
        return reclaims.await(steps, Reclaimer.PATIENCE).stream()
                .map(ReclaimView::of)
                .toList();
    }

    List<Part> parts(PoolWatch pools) {
        return List.of(
                Part.named("leak detector")
                        .in(Lane.DETECTION)
                        .onChange(now -> detector.apply(now.leak()))
                        .every(SOON, "Checking for certain leaks", detector::check)
                        .every(() -> detector.settings().checkInterval(), "Checking for leaks", detector::sweep)
                        // A last check reports leases that have just leaked and leaks that have just ended.
                        .onClose(detector::check),
                Part.named("leaks").onReset(ledger::reset),
                Part.named("identities of leaks")
                        .onChange(now -> identities.apply(now.leak().resolvedAfter())),
                Part.named("leak log")
                        .onChange(now -> log.apply(now.leak().logStack()))
                        .everySecond("Summarizing leaks in the log", log::summarize)
                        .onReset(log::reset)
                        .onClose(log::close),
                Part.named("holders")
                        .in(Lane.POOLS)
                        .onChange(now -> holders.apply(now.holders()))
                        .every(SOON, "Checking for acquisitions that timed out", () -> {
                            if (holders.isDue()) {
                                pools.read();
                            }
                        })
                        .onReset(holders::reset),
                Part.named("reclaimer")
                        .in(Lane.DETECTION)
                        .onChange(now -> reclaimer.apply(now.reclaim()))
                        .everySecond("Reclaiming leaked connections", reclaimer::act),
                Part.named("sites")
                        .in(Lane.DETECTION)
                        .onChange(now -> sites.apply(now.sites()))
                        .everySecond("Evicting sites", sites::evict)
                        .onReset(sites::reset));
    }
}
