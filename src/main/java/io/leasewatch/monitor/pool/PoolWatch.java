package io.leasewatch.monitor.pool;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.ServerPoolSettings;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.WatchedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Polls all pools and keeps the last reading of each.
 *
 * <p>A watched pool that the server knows too has one reading: with the name of the watched pool, the server's numbers, and our own count
 * of waiting threads.
 *
 * <p>Thread-safe. Polls are serialized by this object's lock; {@link #readings} reads one volatile field.
 */
public final class PoolWatch {

    private static final Logger LOG = SafeLogger.of(PoolWatch.class);

    private final LeaseRegistry registry;
    private final List<PoolSource> sources;
    private final List<PoolListener> listeners;
    private final InstantSource clock;
    private final Ticker ticker;
    private final PoolTimes times;
    private final ExhaustionTracker exhaustion = new ExhaustionTracker();
    private final Map<String, Integer> acquiring = new HashMap<>();
    private final PoolAccounts accounts;
    private final Set<Object> failing = Collections.newSetFromMap(new IdentityHashMap<>());
    private volatile List<PoolReading> readings = List.of();
    private volatile Duration longestExhaustion = Duration.ZERO;
    private volatile PoolSettings settings;

    public PoolWatch(
            LeaseRegistry registry,
            List<PoolSource> sources,
            List<PoolListener> listeners,
            InstantSource clock,
            Ticker ticker,
            PoolSettings settings) {
        this(registry, sources, PoolContentsReader.NONE, listeners, clock, ticker, settings);
    }

    public PoolWatch(
            LeaseRegistry registry,
            List<PoolSource> sources,
            PoolContentsReader contents,
            List<PoolListener> listeners,
            InstantSource clock,
            Ticker ticker,
            PoolSettings settings) {
        this.registry = registry;
        this.accounts = new PoolAccounts(contents);
        this.sources = List.copyOf(sources);
        this.listeners = new CopyOnWriteArrayList<>(listeners);
        this.clock = clock;
        this.ticker = ticker;
        this.settings = settings;
        this.times = new PoolTimes(settings.longHold());
    }

    /** Notifies {@code listener} from now on. */
    public void addListener(PoolListener listener) {
        listeners.add(listener);
    }

    public void apply(PoolSettings next) {
        settings = next;
        times.apply(next.longHold());
    }

    /** The waits and hold times of watched pools. */
    public PoolTimes times() {
        return times;
    }

    public PoolSettings settings() {
        return settings;
    }

    /** Polls every pool and notifies the listeners. */
    public synchronized void read() {
        Map<String, PoolReading> known = new HashMap<>();
        sources.forEach(source -> readSource(source).forEach(reading -> known.put(reading.poolName(), reading)));
        List<PoolReading> now = new ArrayList<>();
        long nanos = ticker.nanos();
        times.update(nanos);
        Map<Pool, Duration> oldest = oldestAges(nanos);
        Collection<Pool> watched = registry.pools().values();
        Set<String> shared = namesOfSeveralPools(watched);
        for (Pool pool : watched) {
            PoolReading server = shared.contains(serverName(pool)) ? null : known.get(serverName(pool));
            PoolReading reading = withOwnCounts(pool, server == null ? counted(pool) : joined(pool, server))
                    .oldestAge(oldest.getOrDefault(pool, Duration.ZERO))
                    .expectedFull(isExpectedFull(pool.name()) || isExpectedFull(pool.target()))
                    .build();
            pool.strained(reading.isStrainedFrom(settings.warning()));
            now.add(reading);
        }
        watched.forEach(pool -> known.remove(serverName(pool)));
        // A watched pool takes precedence over another pool of the same name.
        now.forEach(reading -> known.remove(reading.poolName()));
        known.values()
                .forEach(reading -> now.add(explained(reading, null, reading.but())
                        .expectedFull(isExpectedFull(reading.poolName()))
                        .build()));
        accounts.retain(now.stream().map(PoolReading::poolName).collect(Collectors.toSet()));
        now.sort(Comparator.comparing(PoolReading::poolName));
        exhaustion.record(now, nanos);
        longestExhaustion = exhaustion.longest(nanos);
        now.replaceAll(reading -> reading.but()
                .exhaustions(exhaustion.episodes(reading.poolName()))
                .build());
        readings = List.copyOf(now);
        listeners.forEach(this::notify);
    }

    private void notify(PoolListener listener) {
        try {
            listener.read(readings);
        } catch (Throwable e) {
            if (failing.add(listener)) {
                LOG.log(
                        Level.WARNING,
                        "LSW2004W: The pool listener " + listener.getClass().getName() + " failed.",
                        e);
            }
        }
    }

    private List<PoolReading> readSource(PoolSource source) {
        try {
            List<PoolReading> answer = source.read();
            failing.remove(source);
            return answer;
        } catch (Throwable e) {
            if (failing.add(source)) {
                LOG.log(
                        Level.WARNING,
                        "LSW2003W: The pool source " + source.getClass().getName()
                                + " does not answer; its pools are missing until it does.",
                        e);
            }
            return List.of();
        }
    }

    /** Names that several pools share. The server has one set of numbers per name, so these cannot be assigned to one of the pools. */
    private static Set<String> namesOfSeveralPools(Collection<Pool> pools) {
        Set<String> once = new HashSet<>();
        return pools.stream()
                .filter(pool -> !pool.isWrapped())
                .map(PoolWatch::serverName)
                .filter(name -> !once.add(name))
                .collect(Collectors.toSet());
    }

    /** The JNDI name of the pool in the server, or the pool's own name if it was watched by code. */
    private static String serverName(Pool pool) {
        return pool.target().isEmpty() ? pool.name() : pool.target();
    }

    private boolean isExpectedFull(String pool) {
        return settings.expectedFull().contains(pool);
    }

    private Map<Pool, Duration> oldestAges(long nanos) {
        Map<Pool, Duration> oldest = new HashMap<>();
        for (Lease lease : registry.openLeases()) {
            Duration age = lease.ageAt(nanos);
            oldest.merge(lease.pool(), age, (one, other) -> one.compareTo(other) < 0 ? other : one);
        }
        return oldest;
    }

    private PoolReading.Builder withOwnCounts(Pool pool, PoolReading reading) {
        // In a transaction two leases may share a connection, so there may be more open leases than connections.
        int most = reading.maxCount() == null ? Integer.MAX_VALUE : reading.maxCount();
        int peak = Math.max(reading.inUseCount(), Math.min(most, pool.takePeak()));
        int recent = exhaustion.recentPeak(pool.name(), peak, ticker.nanos());
        return reading.but()
                .peak(peak, recent)
                .times(times.waits(pool), times.holds(pool))
                .longHolds(times.longHolds(pool));
    }

    /** The reading of a pool that the server does not know, from our own counts. */
    private PoolReading counted(Pool pool) {
        int open = pool.tally().active();
        int current = pool.acquiring();
        Integer before = acquiring.put(pool.name(), current);
        // Without a maximum it is unknown whether a thread waits for a slot or for a new connection. A thread that
        // acquires in two readings
        // in a row is taken to wait. A pool of the server has the server's numbers from its first connection on.
        Integer waiting = pool.target().isEmpty() ? (Integer) Math.min(current, before == null ? 0 : before) : null;
        return PoolReading.of(pool.name(), watchedBy(pool), clock.instant())
                .target(pool.target())
                .open(0, open)
                .waiting(waiting)
                .timeouts(pool.timeouts())
                .build();
    }

    private static WatchedBy watchedBy(Pool pool) {
        return pool.isWrapped() ? WatchedBy.WRAPPER : WatchedBy.AGENT;
    }

    /** The reading of a watched pool that the server knows too. */
    private PoolReading joined(Pool pool, PoolReading read) {
        PoolReading server = accounts.withLostPlaces(read, pool, settings.strandedAfter(), ticker.nanos());
        pool.limitedTo(server.maxCount());
        // While the pool is not full, a thread that acquires is being served and does not wait.
        boolean full = server.isFull();
        PoolReading.Builder reading = PoolReading.of(pool.name(), watchedBy(pool), server.timestamp())
                .kind(server.kind())
                .target(pool.target())
                .open(server.idleCount(), server.inUseCount())
                .waiting(full ? pool.acquiring() : 0)
                .max(server.maxCount())
                .min(minimum(server, pool))
                .timeouts(pool.timeouts());
        return explained(server, pool, reading).build();
    }

    /** The MBeans of the server do not have the minimum; the settings of a pool are known from the first closed connection on. */
    private static @Nullable Integer minimum(PoolReading server, Pool pool) {
        ServerPoolSettings known = pool.serverSettings();
        return server.minCount() == null && known != null ? (Integer) known.minPoolSize() : server.minCount();
    }

    private PoolReading.Builder explained(PoolReading server, @Nullable Pool pool, PoolReading.Builder reading) {
        PoolAccount.Now now = new PoolAccount.Now(ticker.nanos(), clock.instant());
        return accounts.explain(server, pool, reading, settings.strandedAfter(), now);
    }

    /** Removes pools that are gone, with all that is known of them. To be called every minute. */
    public synchronized void evict() {
        Set<String> gone = registry.evictPools();
        acquiring.keySet().removeAll(gone);
        exhaustion.evict(gone);
        times.evict(gone);
    }

    /** Resets all counts. */
    public synchronized void reset() {
        times.reset();
        exhaustion.reset();
    }

    /** The last readings, by name. */
    public List<PoolReading> readings() {
        return readings;
    }

    /** The last reading of the pool that has this name, or whose data source has this JNDI name. */
    public Optional<PoolReading> reading(String name) {
        return readings.stream()
                .filter(reading ->
                        reading.poolName().equals(name) || reading.target().equals(name))
                .findFirst();
    }

    /** The stranded connections of a pool at the last reading. */
    public List<StrandedConnection> stranded(String pool) {
        return accounts.stranded(pool);
    }

    /** The longest current exhaustion of any pool, zero if none is exhausted. */
    public Duration longestExhaustion() {
        return longestExhaustion;
    }

    /** Logs a line per pool: a warning if it is at or above the warning threshold or threads wait, information otherwise. */
    public void log() {
        for (PoolReading reading : readings) {
            if (reading.isStrainedFrom(settings.warning()) || reading.waiting() > 0) {
                LOG.log(Level.WARNING, "LSW2001W: {0}", reading);
            } else {
                LOG.log(Level.INFO, "LSW2002I: {0}", reading);
            }
        }
    }
}
