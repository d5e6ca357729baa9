package io.leasewatch.monitor.judgement;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.advice.AdviceSettings;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.database.NoDatabases;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.leak.SiteSettings;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A judge and what it judges: leases, leaks, and pools whose readings a test decides. Six leaks are critical. */
public final class JudgedPools {

    public final Leases leases = new Leases();
    public final ManualClock clock = new ManualClock();
    public final LeakLedger ledger = new LeakLedger(100);
    public final FakePoolSource server = new FakePoolSource();
    public final PoolWatch pools =
            new PoolWatch(leases.registry, List.of(server), List.of(), clock, leases.ticker, PoolSettings.DEFAULT);
    public final SiteLedger sites = new SiteLedger(leases.registry, SiteSettings.DEFAULT);
    public final Advisor advisor = new Advisor(leases.registry, sites, pools, AdviceSettings.DEFAULT);

    /** Why the monitor does not know the state. */
    public @Nullable String unknown;

    public final Judge judge = new Judge(
            leases.registry,
            ledger,
            pools,
            NoDatabases.of(leases.registry, pools),
            advisor,
            () -> 6,
            () -> unknown,
            clock);

    /** The pools are read as {@code readings} say, and judged. */
    public void judge(PoolReading... readings) {
        server.answer(readings);
        pools.read();
        judge.judge();
    }
}
