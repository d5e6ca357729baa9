package io.leasewatch.wiring;

import io.leasewatch.config.Settings;
import io.leasewatch.database.DatabaseSummary;
import io.leasewatch.database.Databases;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.liberty.ServerStop;
import io.leasewatch.pgbouncer.PgBouncers;
import io.leasewatch.pool.PoolWatch;
import io.leasewatch.postgres.Capacity;
import io.leasewatch.postgres.PostgresWatches;
import io.leasewatch.postgres.Servers;
import io.leasewatch.redis.RedisWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.naming.InitialContext;

/** Makes what watches the databases behind the pools, and what stands between: each asks on threads of its own. */
@ApplicationScoped
public class Backends {

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
        return new ServerStop(Backends.class.getClassLoader());
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
    static Servers servers(LeaseRegistry registry, PostgresWatches postgres, PgBouncers bouncers) {
        return new Servers(registry, postgres, new Bouncers(bouncers));
    }

    @Produces
    @Singleton
    static Capacity capacity(LeaseRegistry registry, Servers servers) {
        return new Capacity(registry, servers);
    }
}
