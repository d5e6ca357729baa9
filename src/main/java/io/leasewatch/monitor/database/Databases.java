package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.text.SafeError;
import io.leasewatch.core.time.Ticker;
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
import org.jspecify.annotations.Nullable;

/**
 * All guarded databases, and the thread that looks after them several times a second and never waits for any.
 *
 * <p>Thread-safe; asking how they are costs a read of a field for each.
 */
public final class Databases {

    /** Fast enough to tell within a second what happened. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final Logger LOG = System.getLogger(Databases.class.getName());

    private final LeaseRegistry registry;
    private final BooleanSupplier serverStops;
    private final List<DatabaseGuard> guards = new ArrayList<>();
    private final List<ProbeThread> threads = new ArrayList<>();
    private volatile DatabaseSettings settings;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private @Nullable Drain drain;
    private boolean failed;

    /** Looks names up in {@code names}; {@code serverStops} is asked whether the server is on its way down. */
    public Databases(
            LeaseRegistry registry,
            PoolWatch pools,
            Lookup names,
            BooleanSupplier serverStops,
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
                    new DataSourceProbe(name, names, ticker),
                    own,
                    () -> pools.reading(name).orElse(null),
                    ticker,
                    clock,
                    () -> this.settings));
        }
    }

    /** Takes new settings at once, except for which databases are guarded. */
    public void apply(DatabaseSettings next) {
        settings = next;
    }

    /** How each of them is now. */
    public List<DatabaseStatus> statuses() {
        return guards.stream().map(DatabaseGuard::status).toList();
    }

    /** Whether every one was reached and warmed up, or given up for the time being. */
    public boolean areSettled() {
        return guards.stream().allMatch(DatabaseGuard::isSettled);
    }

    /** Whether the server is on its way down. */
    public boolean isStopping() {
        return stopping;
    }

    /** Begins to look after them. */
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
                say(e);
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void say(Throwable failure) {
        if (!failed) {
            failed = true;
            LOG.log(
                    Level.WARNING,
                    "LSW7301W: Looking after the guarded databases failed once, and goes on.",
                    SafeError.of(failure));
        }
    }

    private synchronized void tick() {
        if (drain == null && serverStops.getAsBoolean()) {
            beginToDrain();
        }
        if (drain != null && drain.isLate()) {
            guards.forEach(DatabaseGuard::shut);
            drain.report();
        }
        Map<String, Pool> pools = null;
        for (DatabaseGuard guard : guards) {
            if (!guard.stands()) {
                pools = pools == null ? registry.pools() : pools;
                Pool pool = pools.get(guard.name());
                if (pool != null && pool.isWrapped()) {
                    guard.stand(pool);
                }
            }
            guard.tick();
        }
    }

    private void beginToDrain() {
        stopping = true;
        int era = Scope.newEra();
        guards.forEach(guard -> guard.stopping(era));
        TreeSet<String> names = new TreeSet<>();
        guards.forEach(guard -> names.add(guard.name()));
        drain = new Drain(registry, new ShutdownLog(), names, settings.drain());
    }

    /**
     * Lets go of them. When the server stops, not before what is out has come back, or {@link DatabaseSettings#drain()} has passed
     * since that began; when only the monitor does, at once.
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
            guards.forEach(DatabaseGuard::leave);
        }
        threads.forEach(ProbeThread::stop);
    }

    private synchronized boolean isDraining() {
        tick();
        return drain != null && drain.isWorthWaiting();
    }
}
