package io.leasewatch.web.cdi;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.database.DatabaseSummary;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.liberty.ServerStop;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.postgres.Capacity;
import io.leasewatch.monitor.postgres.LeaseBackends;
import io.leasewatch.monitor.postgres.PostgresWatches;
import io.leasewatch.monitor.redis.RedisWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.naming.InitialContext;

/** Makes what watches the databases behind the pools, and what stands between: each asks on threads of its own. */
@ApplicationScoped
public class BackendProducer {

    @Produces
    @Singleton
    static PgBouncers pgbouncers(Settings settings, LeaseRegistry registry) {
        PgBouncers pgbouncers = new PgBouncers(InstantSource.system(), registry.ticker());
        settings.follow(now -> pgbouncers.apply(now.pgbouncer()));
        return pgbouncers;
    }

    @Produces
    @Singleton
    static RedisWatch redis(Settings settings, LeaseRegistry registry) {
        RedisWatch redis = new RedisWatch(InstantSource.system(), registry.ticker());
        settings.follow(now -> redis.apply(now.redis()));
        return redis;
    }

    @Produces
    @Singleton
    static ServerStop stop() {
        return new ServerStop(BackendProducer.class.getClassLoader());
    }

    @Produces
    @Singleton
    static Databases databases(LeaseRegistry registry, PoolWatch pools, ServerStop stop, Settings settings) {
        Databases databases = new Databases(
                registry,
                pools,
                InitialContext::doLookup,
                stop,
                InstantSource.system(),
                settings.current().database());
        settings.follow(now -> databases.apply(now.database()));
        return databases;
    }

    @Produces
    @Singleton
    static PostgresWatches postgres(LeaseRegistry registry, Settings settings) {
        PostgresWatches postgres = new PostgresWatches(InstantSource.system(), registry.ticker());
        settings.follow(now -> postgres.apply(now.postgres()));
        return postgres;
    }

    @Produces
    @Singleton
    static DatabaseSummary databaseSummary(Databases databases) {
        return new DatabaseSummary(databases);
    }

    @Produces
    @Singleton
    static LeaseBackends servers(LeaseRegistry registry, PostgresWatches postgres, PgBouncers bouncers) {
        return new LeaseBackends(registry, postgres, new PgBouncerAdapter(bouncers));
    }

    @Produces
    @Singleton
    static Capacity capacity(LeaseRegistry registry, LeaseBackends servers) {
        return new Capacity(registry, servers);
    }
}
