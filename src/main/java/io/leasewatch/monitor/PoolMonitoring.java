package io.leasewatch.monitor;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.advice.SelfWaitWatch;
import io.leasewatch.monitor.config.Configuration;
import io.leasewatch.monitor.database.DatabaseSummary;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.liberty.LibertyApplications;
import io.leasewatch.monitor.liberty.LibertyPoolContents;
import io.leasewatch.monitor.liberty.LibertyPools;
import io.leasewatch.monitor.mbeans.MBeanPools;
import io.leasewatch.monitor.pool.PoolSettingsLog;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.Summary;
import io.leasewatch.monitor.postgres.PostgresPools;
import io.leasewatch.monitor.reclaim.ReclaimWorker;
import io.leasewatch.monitor.reclaim.StrandedReclaimer;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.SummaryPart;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;

/** Pools, and the databases behind them. */
public record PoolMonitoring(
        LeaseRegistry registry,
        PoolWatch pools,
        Databases databases,
        BackendMonitoring backends,
        StrandedReclaimer stranded,
        LibertyApplications applications) {

    static PoolMonitoring of(LeaseRegistry registry, MonitorHost host, InstantSource clock, Configuration initial) {
        BackendMonitoring backends = BackendMonitoring.of(registry, clock);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        LibertyPoolContents contents = new LibertyPoolContents(server);
        List<PoolSource> sources = new ArrayList<>(List.of(
                new LibertyPools(server, clock),
                new MBeanPools(server, clock),
                new PostgresPools(backends.postgres()),
                backends.pgbouncers(),
                backends.redis()));
        sources.addAll(host.sources());
        PoolWatch pools =
                new PoolWatch(registry, sources, contents, List.of(), clock, registry.ticker(), initial.pool());
        pools.addListener(backends.capacity());
        StrandedReclaimer stranded =
                new StrandedReclaimer(contents, new ReclaimWorker(), registry.ticker(), initial.reclaim());
        pools.addListener(stranded);
        pools.addListener(new PoolSettingsLog(registry));
        Databases databases = new Databases(
                registry, pools, host.names(), host.stopping(), backends.pgbouncers()::full, clock, initial.database());
        return new PoolMonitoring(registry, pools, databases, backends, stranded, new LibertyApplications(server));
    }

    /** Is closed first, so that it waits for the connections of guarded databases before anything else stops. */
    Part guard() {
        return Part.named("databases")
                .onStart(databases::start)
                .every(
                        Duration.ofSeconds(5),
                        "Checking for applications that did not start",
                        () -> databases.check(applications))
                .onChange(now -> databases.apply(now.database()))
                .onClose(databases::stop);
    }

    Part part() {
        return Part.named("pools")
                .in(Lane.POOLS)
                .onChange(now -> {
                    pools.apply(now.pool());
                    stranded.apply(now.reclaim());
                })
                .every(() -> pools.settings().interval(), "Reading the pools", pools::read)
                .every(Duration.ofMinutes(1), "Evicting pools that are gone", pools::evict)
                .onReset(pools::reset)
                // After this, no reading ends the strained state of a pool.
                .onClose(() -> registry.pools().values().forEach(pool -> pool.strained(false)));
    }

    /** Reports threads that wait for a connection which they hold themselves. */
    Part selfWaits() {
        return Part.named("self-waits")
                .every(
                        Duration.ofMillis(500),
                        "Checking for threads that wait for themselves",
                        new SelfWaitWatch(registry)::check);
    }

    /** Logs the pools and the summary line at intervals. */
    Part logging(SummaryPart health, List<SummaryPart> others) {
        List<SummaryPart> all = new ArrayList<>(
                List.of(health, new DatabaseSummary(databases), backends.pgbouncers(), backends.redis()));
        all.addAll(others);
        Summary summary = new Summary(pools, all);
        return Part.named("pool log")
                .every(() -> pools.settings().logInterval(), "Logging the pools", pools::log)
                .every(() -> pools.settings().summaryInterval(), "Logging the summary", summary::log);
    }
}
