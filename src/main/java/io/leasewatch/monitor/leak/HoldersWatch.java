package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.HoldersLine;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.monitor.leak.HoldersSnapshot.Reason;
import io.leasewatch.monitor.pool.PoolListener;
import io.leasewatch.spi.PoolReading;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks who holds a pool when threads have waited for it for some time, and again when one has waited in vain.
 *
 * <p>Thread-safe. It is told of readings by Leasewatch's own thread, after whoever reads the pools is done with them; no application
 * waits for it. A pool is looked at once in {@link #REST} for either reason, and once for threads that go on waiting.
 */
public final class HoldersWatch implements PoolListener {

    private static final Logger LOG = System.getLogger(HoldersWatch.class.getName());

    static final Duration REST = Duration.ofSeconds(10);
    static final int MEMORY = 20;

    private final LeaseRegistry registry;
    private final InstantSource clock;
    private final Map<String, Watched> watched = new HashMap<>();
    private final Deque<HoldersSnapshot> last = new ArrayDeque<>();
    private boolean begun;
    private long taken;
    private volatile HoldersSettings settings;

    public HoldersWatch(LeaseRegistry registry, InstantSource clock, HoldersSettings settings) {
        this.registry = registry;
        this.clock = clock;
        this.settings = settings;
    }

    public void apply(HoldersSettings next) {
        settings = next;
    }

    /** Whether an acquisition has timed out since the pools were read last, so that reading them now tells who is to blame. */
    public synchronized boolean isDue() {
        return begun
                && registry.pools().values().stream().anyMatch(pool -> pool.timeouts() > watched(pool.name()).timeouts);
    }

    @Override
    public synchronized void read(List<PoolReading> readings) {
        Map<String, Pool> pools = registry.pools();
        for (PoolReading reading : readings) {
            Pool pool = pools.get(reading.poolName());
            if (pool != null) {
                look(pool, reading);
            }
        }
        begun = true;
    }

    private void look(Pool pool, PoolReading reading) {
        long now = registry.ticker().nanos();
        Watched state = watched(pool.name());
        long timeouts = pool.timeouts();
        // What an earlier monitor left behind is long past.
        boolean timedOut = begun && timeouts > state.timeouts;
        state.timeouts = timeouts;
        if (reading.waiting() == 0) {
            state.waitingSince = null;
            state.looked = false;
        } else if (state.waitingSince == null) {
            state.waitingSince = now;
        }
        if (timedOut && state.mayLook(Reason.TIMEOUT, now)) {
            take(Reason.TIMEOUT, pool, reading);
        } else if (!state.looked && state.hasWaited(settings.after(), now) && state.mayLook(Reason.WAITERS, now)) {
            state.looked = true;
            take(Reason.WAITERS, pool, reading);
        }
    }

    private void take(Reason reason, Pool pool, PoolReading reading) {
        String summary = HoldersLine.of(pool, registry);
        taken++;
        last.addFirst(HoldersSnapshot.of(taken, clock.instant(), reason, reading, summary, pool, registry));
        if (last.size() > MEMORY) {
            last.removeLast();
        }
        LOG.log(
                Level.WARNING,
                "LSW3201W: No connection {0} ({1} waiting now). {2} (snapshot {3}).",
                reason == Reason.TIMEOUT ? "came free in time" : "has come free for more than " + settings.after(),
                Integer.toString(reading.waiting()),
                summary,
                Long.toString(taken));
    }

    /** The last snapshots, the newest first. */
    public synchronized List<HoldersSnapshot> snapshots() {
        return List.copyOf(last);
    }

    /** Forgets the snapshots, and that it has looked just now. */
    public synchronized void reset() {
        last.clear();
        watched.values().forEach(Watched::forgetLooks);
    }

    private Watched watched(String pool) {
        return watched.computeIfAbsent(pool, name -> new Watched());
    }

    /** What is known of one pool since it was read last. */
    private static final class Watched {
        private final Map<Reason, Long> looks = new EnumMap<>(Reason.class);
        private long timeouts;
        private @Nullable Long waitingSince;
        private boolean looked;

        boolean hasWaited(Duration after, long now) {
            return waitingSince != null && Duration.ofNanos(now - waitingSince).compareTo(after) >= 0;
        }

        void forgetLooks() {
            looks.clear();
            looked = false;
        }

        boolean mayLook(Reason reason, long now) {
            Long before = looks.get(reason);
            if (before != null && now - before < REST.toNanos()) {
                return false;
            }
            looks.put(reason, now);
            return true;
        }
    }
}
