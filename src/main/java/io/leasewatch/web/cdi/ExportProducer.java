package io.leasewatch.web.cdi;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.export.Exporter;
import io.leasewatch.monitor.export.InfluxPush;
import io.leasewatch.monitor.export.MetricsSnapshot;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.pool.PoolListener;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.redis.RedisWatch;
import io.leasewatch.spi.PoolReading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Makes what writes exports, and tells it of readings: the pools, which it asks, are there only after those who are told. */
@ApplicationScoped
public class ExportProducer implements PoolListener {

    /** Counted apart from what is delivered of alerts. */
    private static final DeliveryCounters PUSHES = new DeliveryCounters();

    @Inject
    private Instance<MetricsSnapshot> board;

    @Override
    public void read(List<PoolReading> readings) {
        board.get().read(readings);
    }

    @Produces
    @Singleton
    static MetricsSnapshot board(
            LeaseRegistry leases,
            PoolWatch pools,
            LeakLedger ledger,
            AlertEvaluator alerts,
            Advisor advisor,
            Databases databases,
            PgBouncers pgbouncers,
            RedisWatch redis,
            DeliveryCounters deliveries) {
        return MetricsSnapshot.of(
                leases, pools, ledger, alerts, advisor, databases, pgbouncers, redis, deliveries, PUSHES);
    }

    @Produces
    @Singleton
    static Exporter exporter(MetricsSnapshot board, PoolWatch pools, LeakLedger ledger, Settings settings) {
        return new Exporter(
                board,
                pools,
                ledger,
                InstantSource.system(),
                () -> settings.current().influx().instance());
    }

    @Produces
    @Singleton
    static InfluxPush influx(MetricsSnapshot board, Settings settings) {
        InfluxPush push = new InfluxPush(
                board,
                PUSHES,
                InstantSource.system(),
                Ticker.SYSTEM,
                settings.current().influx());
        settings.follow(now -> push.apply(now.influx()));
        return push;
    }
}
