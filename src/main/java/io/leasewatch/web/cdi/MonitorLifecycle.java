package io.leasewatch.web.cdi;

import io.leasewatch.core.hooks.Hooks;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.monitor.channel.Channels;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.diagnosis.ErrorLog;
import io.leasewatch.monitor.export.InfluxPush;
import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.history.WriterThread;
import io.leasewatch.monitor.leak.LeakDetector;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.liberty.Features;
import io.leasewatch.monitor.live.LiveFeed;
import io.leasewatch.monitor.live.LongLeases;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.postgres.PostgresWatches;
import io.leasewatch.monitor.query.SlowQueries;
import io.leasewatch.monitor.redis.RedisWatch;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Opens the house when the monitor starts, and says so; with a wrong setting it stays shut. */
@ApplicationScoped
public class MonitorLifecycle {

    private static final Logger LOG = System.getLogger(MonitorLifecycle.class.getName());

    private final AtomicBoolean open = new AtomicBoolean();

    @Inject
    private Instance<Settings> settings;

    @Inject
    private Instance<LeaseRegistry> registry;

    @Inject
    private Instance<RequestLog> requests;

    @Inject
    private Instance<SiteLedger> sites;

    @Inject
    private Instance<Databases> databases;

    @Inject
    private Instance<LeakDetector> leaks;

    @Inject
    private Instance<Channels> channels;

    @Inject
    private Instance<PgBouncers> pgbouncers;

    @Inject
    private Instance<InfluxPush> influx;

    @Inject
    private Instance<SlowQueries> queries;

    @Inject
    private Instance<PoolWatch> pools;

    @Inject
    private Instance<ErrorLog> errors;

    @Inject
    private Instance<RedisWatch> redis;

    @Inject
    private Instance<PostgresWatches> postgres;

    @Inject
    private Instance<LiveFeed> live;

    @Inject
    private Instance<LongLeases> lasting;

    @Inject
    private Instance<Recorder> recorder;

    @Inject
    private Instance<WriterThread> writer;

    private @Nullable Hooks hooks;
    private @Nullable Runnable stopListening;
    private final List<Runnable> closing = new ArrayList<>();

    void open(@Observes @Initialized(ApplicationScoped.class) Object started) {
        if (!open.compareAndSet(false, true)) {
            return;
        }
        settings.get();
        registry.get();
        requests.get();
        listen(registry.get(), List.of(sites.get(), pools.get().times(), errors.get(), lasting.get()));
        closing.add(channels.get()::close);
        closing.add(pgbouncers.get()::close);
        closing.add(redis.get()::close);
        closing.add(postgres.get()::stop);
        closing.add(live.get()::close);
        closing.add(influx.get()::close);
        closing.add(queries.get()::stop);
        closing.add(recorder.get()::close);
        closing.add(writer.get()::stop);
        recorder.get().open();
        hooks = new Hooks(registry.get());
        boolean agent = hooks.install();
        databases.get().start();
        if (Standalone.isAlone() && !agent) {
            LOG.log(
                    Level.WARNING,
                    "LSW5006W: Leasewatch is at work without the shared library: it sees the numbers of the"
                            + " server's pools, but no leases. Give leasewatch.war, and the applications to watch, the"
                            + " commonLibraryRef of leasewatch-lib.jar to see them.");
        } else {
            LOG.log(
                    Level.INFO,
                    "LSW5005I: Leasewatch is at work. It sees the leases of every application that uses the shared"
                            + " library.");
        }
        if (!Features.seenBy(MonitorLifecycle.class.getClassLoader()).hasMetrics()) {
            LOG.log(
                    Level.INFO,
                    "LSW5012I: Nothing of Leasewatch is at /metrics, because the server does not have the feature mpMetrics."
                            + " To have it there, add <feature>mpMetrics-5.1</feature> to the featureManager of server.xml.");
        }
    }

    private void listen(LeaseRegistry leases, List<LeaseListener> listeners) {
        listeners.forEach(leases::addListener);
        stopListening = () -> listeners.forEach(leases::removeListener);
    }

    /** The server may go on without the monitor, and must not keep it from going. */
    @PreDestroy
    void close() {
        databases.get().stop();
        if (hooks != null) {
            hooks.remove();
        }
        // Whose lease has just been ended, had better be said while somebody listens.
        leaks.get().look();
        if (stopListening != null) {
            stopListening.run();
        }
        closing.forEach(Runnable::run);
        // Nobody else would say when they are not any more.
        registry.get().pools().values().forEach(pool -> pool.strained(false));
        takeDriversAlong();
    }

    /**
     * A driver registers itself with the JVM, which would keep this application in memory. Two looks, because the first may make ours
     * register: where another application has a driver of the same name, the JVM loads ours to compare them.
     */
    private static void takeDriversAlong() {
        for (int look = 0; look < 2; look++) {
            DriverManager.drivers()
                    .filter(driver -> driver.getClass().getClassLoader() == MonitorLifecycle.class.getClassLoader())
                    .forEach(MonitorLifecycle::deregister);
        }
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A driver stays registered", e);
        }
    }
}
