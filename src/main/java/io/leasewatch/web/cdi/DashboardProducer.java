package io.leasewatch.web.cdi;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.alert.Headlines;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.live.Feed;
import io.leasewatch.monitor.live.LiveFeed;
import io.leasewatch.monitor.live.LongLeases;
import io.leasewatch.monitor.live.MonitorOverhead;
import io.leasewatch.monitor.live.RecentReadings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.web.http.JsonFormat;
import io.leasewatch.web.live.LiveState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes what the dashboard is told from. */
@ApplicationScoped
public class DashboardProducer {

    /** Whoever was away for a minute need not be told everything anew. */
    private static final int KEPT = 60;

    @Produces
    @Singleton
    static Headlines headlines(
            LeakLedger ledger, PoolWatch pools, Databases databases, Advisor advisor, Settings settings) {
        return new Headlines(
                ledger, pools, databases, advisor, () -> settings.current().alert());
    }

    @Produces
    @Singleton
    static RecentReadings trail() {
        return new RecentReadings();
    }

    @Produces
    @Singleton
    static LongLeases lasting() {
        return new LongLeases();
    }

    @Produces
    @Singleton
    static MonitorOverhead cost() {
        return new MonitorOverhead(Ticker.SYSTEM);
    }

    @Produces
    @Singleton
    static LiveFeed live(LiveState state) {
        String name = Long.toString(InstantSource.system().millis(), Character.MAX_RADIX);
        return new LiveFeed(new Feed(name, KEPT, JsonFormat::json), state, InstantSource.system(), Ticker.SYSTEM);
    }
}
