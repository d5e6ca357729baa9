package io.leasewatch.monitor.pool;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.time.Ticker;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads all pools and keeps the last reading of each.
 *
 * <p>A pool that is watched and that the server knows too is one pool: its users' name, the server's numbers, and our own count
 * of waiters. One thread reads at a time; any thread may ask for the readings, which costs one read of a field.
 */
public final class PoolWatch {

    private static final Logger LOG = System.getLogger(PoolWatch.class.getName());

    private final LeaseRegistry registry;
    private final List<PoolSource> sources;
    private final List<PoolListener> listeners;
    private final InstantSource clock;
    private final Ticker ticker;
    private final PoolTimes times;
    private final ExhaustionTracker exhaustion = new ExhaustionTracker();
    private final Map<String, RecentPeak> peaks = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, Integer> unknown = new HashMap<>();
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
        this.registry = registry;
        this.sources = List.copyOf(sources);
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.ticker = ticker;
        this.settings = settings;
        this.times = new PoolTimes(settings.longHold());
    }

    public void apply(PoolSettings next) {
        settings = next;
        times.apply(next.longHold());
    }

    /** How long connections are waited for and held, as far as this is told of leases. */
    public PoolTimes times() {
        return times;
    }

    public PoolSettings settings() {
        return settings;
    }

    /** Reads every pool now. */
    public synchronized void read() {
        Map<String, PoolReading> known = new HashMap<>();
        sources.forEach(source -> ask(source).forEach(reading -> known.put(reading.poolName(), reading)));
        List<PoolReading> now = new ArrayList<>();
        long nanos = ticker.nanos();
        times.look(nanos);
        Map<Pool, Duration> oldest = oldestAges(nanos);
        Collection<Pool> watched = registry.pools().values();
        Set<String> shared = namesOfSeveralPools(watched);
        for (Pool pool : watched) {
            PoolReading server = shared.contains(serverName(pool)) ? null : known.get(serverName(pool));
            PoolReading reading = withOwnCounts(pool, server == null ? counted(pool) : joined(pool, server))
                    .oldestAge(oldest.getOrDefault(pool, Duration.ZERO))
                    .expectedFull(isExpectedFull(pool.name()) || isExpectedFull(pool.target()))
                    .build();
            pool.strained(!reading.expectedFull() && reading.utilization() > settings.warning());
            now.add(reading);
        }
        watched.forEach(pool -> known.remove(serverName(pool)));
        // One name is one pool, whoever else may use it.
        now.forEach(reading -> known.remove(reading.poolName()));
        known.values()
                .forEach(reading -> now.add(reading.but()
                        .expectedFull(isExpectedFull(reading.poolName()))
                        .build()));
        now.sort(Comparator.comparing(PoolReading::poolName));
        exhaustion.note(now, nanos);
        longestExhaustion = exhaustion.longest(nanos);
        now.replaceAll(reading -> reading.but()
                .exhaustions(exhaustion.episodes(reading.poolName()))
                .build());
        readings = List.copyOf(now);
        listeners.forEach(this::tell);
    }

    private void tell(PoolListener listener) {
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

    private List<PoolReading> ask(PoolSource source) {
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

    /** The server keeps one set of numbers for all pools of a name; if applications have one each, they are nobody's. */
    private static Set<String> namesOfSeveralPools(Collection<Pool> pools) {
        Set<String> once = new HashSet<>();
        return pools.stream()
                .filter(pool -> !pool.isWrapped())
                .map(PoolWatch::serverName)
                .filter(name -> !once.add(name))
                .collect(Collectors.toSet());
    }

    /** The JNDI name by which the server would know that pool; what was watched from code has no other than its own. */
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
        // In a transaction two leases may be on one connection, so that more are out than there can be connections.
        int most = reading.maxCount() == null ? Integer.MAX_VALUE : reading.maxCount();
        int peak = Math.max(reading.inUseCount(), Math.min(most, pool.takePeak()));
        int recent =
                peaks.computeIfAbsent(pool.name(), name -> new RecentPeak()).add(peak, ticker.nanos());
        return reading.but()
                .peak(peak, recent)
                .times(times.waits(pool), times.holds(pool))
                .longHolds(times.longHolds(pool));
    }

    /** A pool that only we know, by our own counts. */
    private PoolReading counted(Pool pool) {
        int open = pool.tally().active();
        int asking = pool.acquiring();
        Integer before = asked.put(pool.name(), asking);
        // Without a maximum nobody knows whether a thread waits for a slot or for a connection to be opened. One that
        // asks from
        // one reading to the next is taken to wait; a pool of the server has its own numbers from its first connection
        // on.
        Integer waiting = pool.target().isEmpty() ? (Integer) Math.min(asking, before == null ? 0 : before) : null;
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

    /** A pool that we watch and the server knows. */
    private PoolReading joined(Pool pool, PoolReading server) {
        pool.limitedTo(server.maxCount());
        // While the pool is not full, whoever asks is being served, not waiting.
        boolean full = server.isFull();
        return PoolReading.of(pool.name(), watchedBy(pool), server.timestamp())
                .target(pool.target())
                .open(server.idleCount(), server.inUseCount())
                .waiting(full ? pool.acquiring() : 0)
                .max(server.maxCount())
                .min(server.minCount())
                .timeouts(pool.timeouts())
                .retained(retained(pool, server))
                .unknown(unknown(pool, server))
                .build();
    }

    /** Seen by the agent. From outside it is what is in use and has no handle; a handle without a connection hides one that is retained. */
    private static int retained(Pool pool, PoolReading server) {
        return pool.seenOut() == null
                ? Math.max(0, server.inUseCount() - pool.tally().active())
                : pool.retained().size();
    }

    /** Nobody becomes unknown once connections are seen being taken, so that a difference between two counts that are read one after the other is none. */
    private @Nullable Integer unknown(Pool pool, PoolReading server) {
        Integer seen = pool.seenOut();
        if (seen == null) {
            unknown.remove(pool.name());
            return null;
        }
        return unknown.merge(pool.name(), Math.max(0, server.inUseCount() - seen), Math::min);
    }

    /** Begins to count anew whatever is counted here. */
    public synchronized void reset() {
        times.reset();
        exhaustion.reset();
        peaks.clear();
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

    /** For how long the pool that is worst off has been exhausted, zero if none is. */
    public Duration longestExhaustion() {
        return longestExhaustion;
    }

    /** Writes a line per pool: information, or a warning for those that are strained. */
    public void log() {
        for (PoolReading reading : readings) {
            boolean strained = !reading.expectedFull() && reading.utilization() > settings.warning();
            if (strained || reading.waiting() > 0) {
                LOG.log(Level.WARNING, "LSW2001W: {0}", reading);
            } else {
                LOG.log(Level.INFO, "LSW2002I: {0}", reading);
            }
        }
    }
}
