package io.leasewatch.wiring;

import io.leasewatch.advice.Advisor;
import io.leasewatch.alert.AlertDesk;
import io.leasewatch.channel.Deliveries;
import io.leasewatch.config.Settings;
import io.leasewatch.database.Databases;
import io.leasewatch.export.Board;
import io.leasewatch.export.Exporter;
import io.leasewatch.export.InfluxPush;
import io.leasewatch.leak.LeakLedger;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.pgbouncer.PgBouncers;
import io.leasewatch.pool.PoolListener;
import io.leasewatch.pool.PoolReading;
import io.leasewatch.pool.PoolWatch;
import io.leasewatch.redis.RedisWatch;
import io.leasewatch.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Makes what writes exports, and tells it of readings: the pools, which it asks, are there only after those who are told. */
@ApplicationScoped
public class Exports implements PoolListener {

    /** Counted apart from what is delivered of alerts. */
    private static final Deliveries PUSHES = new Deliveries();

    @Inject
    private Instance<Board> board;

    @Override
    public void read(List<PoolReading> readings) {
        board.get().read(readings);
    }

    @Produces
    @Singleton
    static Board board(
            LeaseRegistry leases,
            PoolWatch pools,
            LeakLedger ledger,
            AlertDesk alerts,
            Advisor advisor,
            Databases databases,
            PgBouncers pgbouncers,
            RedisWatch redis,
            Deliveries deliveries) {
        return Board.of(leases, pools, ledger, alerts, advisor, databases, pgbouncers, redis, deliveries, PUSHES);
    }

    @Produces
    @Singleton
    static Exporter exporter(Board board, PoolWatch pools, LeakLedger ledger, Settings settings) {
        return new Exporter(
                board,
                pools,
                ledger,
                InstantSource.system(),
                () -> settings.current().influx().instance());
    }

    @Produces
    @Singleton
    static InfluxPush influx(Board board, Settings settings) {
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
