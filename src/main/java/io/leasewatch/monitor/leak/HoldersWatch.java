package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.HoldersLine;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a snapshot of the holders of a pool when threads have waited for some time, and when an acquisition has timed out.
 *
 * <p>Thread-safe. Leasewatch's own thread calls it after each poll of the pools; no application waits for it. It takes at most one snapshot
 * per pool and reason in {@link #REST}, and one for as long as threads keep waiting.
 */
public final class HoldersWatch implements PoolListener {

    private static final Logger LOG = SafeLogger.of(HoldersWatch.class);

    static final Duration REST = Duration.ofSeconds(10);
    static final int MEMORY = 20;

    private final LeaseRegistry registry;
    private final InstantSource clock;
    private final Map<String, Watched> watched = new HashMap<>();
    private final Deque<HoldersSnapshot> last = new ArrayDeque<>();
    private boolean begun;
    private long taken;
    private volatile Consumer<HoldersSnapshot> listener = snapshot -> {};
    private volatile HoldersSettings settings;

    public HoldersWatch(LeaseRegistry registry, InstantSource clock, HoldersSettings settings) {
        this.registry = registry;
        this.clock = clock;
        this.settings = settings;
    }

    /** Notifies {@code next}, and no other one from now on, of each new snapshot. */
    public void setListener(Consumer<HoldersSnapshot> next) {
        listener = next;
    }

    public void apply(HoldersSettings next) {
        settings = next;
    }

    /** Whether an acquisition has timed out since the last poll, so that polling now still shows the holders. */
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
                check(pool, reading);
            }
        }
        begun = true;
    }

    private void check(Pool pool, PoolReading reading) {
        long now = registry.ticker().nanos();
        Watched state = watched(pool.name());
        long timeouts = pool.timeouts();
        // Timeouts before the first poll belong to an earlier monitor.
        boolean timedOut = begun && timeouts > state.timeouts;
        state.timeouts = timeouts;
        if (reading.waiting() == 0) {
            state.waitingSince = null;
            state.reported = false;
        } else if (state.waitingSince == null) {
            state.waitingSince = now;
        }
        if (timedOut && state.tryAcquire(Reason.TIMEOUT, now)) {
            take(Reason.TIMEOUT, pool, reading);
        } else if (!state.reported && state.hasWaited(settings.after(), now) && state.tryAcquire(Reason.WAITERS, now)) {
            state.reported = true;
            take(Reason.WAITERS, pool, reading);
        }
    }

    private void take(Reason reason, Pool pool, PoolReading reading) {
        String summary = HoldersLine.of(pool, registry);
        taken++;
        HoldersSnapshot snapshot = HoldersSnapshot.of(taken, clock.instant(), reason, reading, summary, pool, registry);
        last.addFirst(snapshot);
        if (last.size() > MEMORY) {
            last.removeLast();
        }
        LOG.log(
                Level.WARNING,
                "LSW3201W: {0} ({1} waiting now). {2} (snapshot {3}).",
                reason == Reason.TIMEOUT
                        ? "An acquisition timed out"
                        : "Threads have waited for more than " + HumanText.duration(settings.after()),
                Integer.toString(reading.waiting()),
                summary,
                Long.toString(taken));
        listener.accept(snapshot);
    }

    /** The last snapshots, the newest first. */
    public synchronized List<HoldersSnapshot> snapshots() {
        return List.copyOf(last);
    }

    /** Removes the snapshots and resets the rate limit. */
    public synchronized void reset() {
        last.clear();
        watched.values().forEach(Watched::resetRateLimit);
    }

    private Watched watched(String pool) {
        return watched.computeIfAbsent(pool, name -> new Watched());
    }

    /** The state of one pool since the last poll. */
    private static final class Watched {
        private final Map<Reason, Long> lastSnapshots = new EnumMap<>(Reason.class);
        private long timeouts;
        private @Nullable Long waitingSince;
        private boolean reported;

        boolean hasWaited(Duration after, long now) {
            return waitingSince != null && Duration.ofNanos(now - waitingSince).compareTo(after) >= 0;
        }

        void resetRateLimit() {
            lastSnapshots.clear();
            reported = false;
        }

        boolean tryAcquire(Reason reason, long now) {
            Long before = lastSnapshots.get(reason);
            if (before != null && now - before < REST.toNanos()) {
                return false;
            }
            lastSnapshots.put(reason, now);
            return true;
        }
    }
}
