package io.leasewatch.wiring;

import io.leasewatch.advice.Advisor;
import io.leasewatch.alert.Headlines;
import io.leasewatch.config.Settings;
import io.leasewatch.database.Databases;
import io.leasewatch.leak.LeakLedger;
import io.leasewatch.live.Feed;
import io.leasewatch.live.LastingLeases;
import io.leasewatch.live.LiveFeed;
import io.leasewatch.live.OwnCost;
import io.leasewatch.live.Trail;
import io.leasewatch.pool.PoolWatch;
import io.leasewatch.rest.JsonFormat;
import io.leasewatch.rest.LiveState;
import io.leasewatch.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes what the dashboard is told from. */
@ApplicationScoped
public class Dashboard {

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
    static Trail trail() {
        return new Trail();
    }

    @Produces
    @Singleton
    static LastingLeases lasting() {
        return new LastingLeases();
    }

    @Produces
    @Singleton
    static OwnCost cost() {
        return new OwnCost(Ticker.SYSTEM);
    }

    @Produces
    @Singleton
    static LiveFeed live(LiveState state) {
        String name = Long.toString(InstantSource.system().millis(), Character.MAX_RADIX);
        return new LiveFeed(new Feed(name, KEPT, JsonFormat::json), state, InstantSource.system(), Ticker.SYSTEM);
    }
}
