package io.leasewatch.monitor.export;

import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.export.MetricsSnapshot.SeriesSource;
import io.leasewatch.monitor.pgbouncer.PgBouncerStatus;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.redis.RedisSnapshot;
import io.leasewatch.monitor.redis.RedisState;
import io.leasewatch.monitor.redis.RedisStatus;
import io.leasewatch.monitor.redis.RedisWatch;

/** Guarded databases, PgBouncers and Redis. */
final class BackendSeries implements SeriesSource {

    private final Databases databases;
    private final PgBouncers pgbouncers;
    private final RedisWatch redis;

    BackendSeries(Databases databases, PgBouncers pgbouncers, RedisWatch redis) {
        this.databases = databases;
        this.pgbouncers = pgbouncers;
        this.redis = redis;
    }

    @Override
    public void collect(Listener listener) {
        databases.statuses().forEach(database -> collect(database, listener));
        pgbouncers.statuses().forEach(pgbouncer -> collect(pgbouncer, listener));
        RedisStatus status = redis.status();
        // Without a configured server there is nothing that could be down.
        if (status.state() != RedisState.OFF) {
            RedisSnapshot answer = status.answer();
            listener.value(Metric.REDIS_UP, status.state() == RedisState.UP ? 1 : 0);
            listener.value(Metric.REDIS_CLIENTS, answer == null ? null : answer.connectedClients());
            listener.value(Metric.REDIS_OPS, answer == null ? null : answer.opsPerSecond());
        }
    }

    private static void collect(DatabaseStatus database, Listener listener) {
        String pool = database.name();
        listener.value(Metric.DATABASE_UP, database.isReady() ? 1 : 0, Tags.POOL, pool);
        listener.value(Metric.DATABASE_PING, database.responseTime().toNanos() / 1e9, Tags.POOL, pool);
        listener.value(Metric.RECONNECTIONS, database.reconnections(), Tags.POOL, pool);
    }

    private void collect(PgBouncerStatus pgbouncer, Listener listener) {
        String name = pgbouncer.name();
        var answering = pgbouncers.answering(name);
        listener.value(Metric.PGBOUNCER_UP, answering.isPresent() ? 1 : 0, Tags.PGBOUNCER, name);
        answering.ifPresent(snapshot -> {
            listener.value(Metric.PGBOUNCER_WAITING, snapshot.waitingClients(), Tags.PGBOUNCER, name);
            listener.value(Metric.PGBOUNCER_WAIT, snapshot.oldestWait().toNanos() / 1e9, Tags.PGBOUNCER, name);
        });
    }
}
