package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.liberty.Application;
import io.leasewatch.monitor.pool.PoolWatch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All guarded databases, and the thread that ticks their guards. The thread never blocks on a database.
 *
 * <p>Thread-safe. Reading the statuses costs one volatile read for each database.
 */
public final class Databases {

    /** Short enough to report a change within a second. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final Logger LOG = SafeLogger.of(Databases.class);

    private final LeaseRegistry registry;
    private final BooleanSupplier serverStops;
    private final List<DatabaseGuard> guards = new ArrayList<>();
    private final List<ProbeThread> threads = new ArrayList<>();
    private volatile DatabaseSettings settings;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private @Nullable Drain drain;
    private boolean failed;

    /**
     * @param names looks up the data sources
     * @param serverStops whether the server is stopping
     * @param poolers what is known of poolers before the databases
     */
    public Databases(
            LeaseRegistry registry,
            PoolWatch pools,
            Lookup names,
            BooleanSupplier serverStops,
            Poolers poolers,
            InstantSource clock,
            DatabaseSettings settings) {
        this.registry = registry;
        this.serverStops = serverStops;
        this.settings = settings;
        Ticker ticker = registry.ticker();
        for (String name : settings.guarded()) {
            ProbeThread own = new ProbeThread(name);
            threads.add(own);
            guards.add(new DatabaseGuard(
                    name,
                    new DataSourceProbe(name, names, ticker, poolers),
                    own,
                    () -> pools.reading(name).orElse(null),
                    ticker,
                    clock,
                    () -> this.settings));
        }
    }

    /** Applies new settings at once, except for the list of guarded databases. */
    public void apply(DatabaseSettings next) {
        settings = next;
    }

    /** The current status of each database. */
    public List<DatabaseStatus> statuses() {
        return guards.stream().map(DatabaseGuard::status).toList();
    }

    /**
     * Looks for applications that did not start because a guarded database was down. One thread at a time calls this, every few seconds.
     *
     * @param applications the applications of the server; asked only after a database was down when the server started
     */
    public void check(Supplier<List<Application>> applications) {
        guards.forEach(guard -> guard.check(applications));
    }

    /** Whether each database is warmed up, or its start attempts have failed. */
    public boolean areSettled() {
        return guards.stream().allMatch(DatabaseGuard::isSettled);
    }

    /** Whether the server is stopping. */
    public boolean isStopping() {
        return stopping;
    }

    /** Starts the thread that ticks the guards. */
    public void start() {
        if (guards.isEmpty()) {
            return;
        }
        Thread begun = new Thread(this::run, "leasewatch-guard");
        begun.setDaemon(true);
        thread = begun;
        begun.start();
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                tick();
            } catch (RuntimeException | Error e) {
                logOnce(e);
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void logOnce(Throwable failure) {
        if (!failed) {
            failed = true;
            LOG.log(
                    Level.WARNING,
                    "LSW7301W: Guarding the databases failed once and continues. Later failures are not logged.",
                    failure);
        }
    }

    private synchronized void tick() {
        if (drain == null && serverStops.getAsBoolean()) {
            startDrain();
        }
        if (drain != null && drain.isLate()) {
            guards.forEach(DatabaseGuard::close);
            drain.report();
        }
        Map<String, Pool> pools = null;
        for (DatabaseGuard guard : guards) {
            if (!guard.isInstalled()) {
                pools = pools == null ? registry.pools() : pools;
                Pool pool = pools.get(guard.name());
                if (pool != null && pool.isWrapped()) {
                    guard.install(pool);
                }
            }
            guard.tick();
        }
    }

    private void startDrain() {
        stopping = true;
        int era = Scope.newEra();
        guards.forEach(guard -> guard.stopping(era));
        TreeSet<String> names = new TreeSet<>();
        guards.forEach(guard -> names.add(guard.name()));
        drain = new Drain(registry, new ShutdownLog(), names, settings.drain());
    }

    /**
     * Stops guarding. If the server is stopping, first waits until the open connections have been returned, for at most {@link
     * DatabaseSettings#drain()} since the server began to stop. If only the monitor stops, does not wait.
     */
    public void stop() {
        if (guards.isEmpty()) {
            return;
        }
        while (isDraining()) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        thread = null;
        synchronized (this) {
            if (drain != null) {
                drain.finish();
            }
            guards.forEach(DatabaseGuard::uninstall);
        }
        threads.forEach(ProbeThread::stop);
    }

    private synchronized boolean isDraining() {
        tick();
        return drain != null && drain.shouldWait();
    }
}
