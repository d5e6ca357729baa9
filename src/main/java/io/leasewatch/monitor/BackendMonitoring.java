package io.leasewatch.monitor;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.postgres.Capacity;
import io.leasewatch.monitor.postgres.LeaseBackends;
import io.leasewatch.monitor.postgres.PostgresWatches;
import io.leasewatch.monitor.redis.RedisWatch;
import java.time.InstantSource;
import java.util.List;

/** The servers behind the pools: PgBouncer, PostgreSQL and Redis. Each is polled on threads of its own. */
public record BackendMonitoring(
        PgBouncers pgbouncers, RedisWatch redis, PostgresWatches postgres, LeaseBackends servers, Capacity capacity) {

    static BackendMonitoring of(LeaseRegistry registry, InstantSource clock) {
        PgBouncers pgbouncers = new PgBouncers(clock, registry.ticker());
        PostgresWatches postgres = new PostgresWatches(clock, registry.ticker());
        LeaseBackends servers = new LeaseBackends(registry, postgres, new PgBouncerAdapter(pgbouncers));
        return new BackendMonitoring(
                pgbouncers,
                new RedisWatch(clock, registry.ticker()),
                postgres,
                servers,
                new Capacity(registry, servers));
    }

    List<Part> parts() {
        return List.of(
                Part.named("PgBouncer")
                        .onChange(now -> pgbouncers.apply(now.pgbouncer()))
                        .onClose(pgbouncers::close),
                Part.named("Redis").onChange(now -> redis.apply(now.redis())).onClose(redis::close),
                Part.named("PostgreSQL")
                        .onChange(now -> postgres.apply(now.postgres()))
                        .onClose(postgres::stop));
    }
}
