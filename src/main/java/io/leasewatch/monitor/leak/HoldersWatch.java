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
 * per pool and reason in {@link #REST}, and one for as long as threads keep waiting. The longer that goes on, the fewer of them it logs;
 * see {@link GrowingInterval}.
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
        // A reset makes the number smaller.
        state.loggedTimeouts = begun ? Math.min(state.loggedTimeouts, timeouts) : timeouts;
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
        if (timedOut) {
            state.timedOutAt = now;
        } else {
            logRest(pool, state, now);
        }
    }

    /** Counts the timeouts that no line has counted, when there was none for some time. */
    private static void logRest(Pool pool, Watched state, long now) {
        boolean quiet = now - state.timedOutAt >= REST.toNanos();
        if (state.hasUnlogged() && quiet && state.lines(Reason.TIMEOUT).tryAcquire(now)) {
            LOG.log(
                    Level.INFO,
                    "LSW3202I: {0}: {1} timed out since the last LSW3201W; none in the last {2}.",
                    pool.name(),
                    state.takeUnlogged("more acquisition"),
                    HumanText.duration(Duration.ofNanos(now - state.timedOutAt)));
        }
    }

    private void take(Reason reason, Pool pool, PoolReading reading) {
        // By now, the connections that the thread waited for may have been returned.
        String summary = HoldersLine.during(reason == Reason.TIMEOUT ? pool.lastTimeout() : null, pool, registry);
        taken++;
        HoldersSnapshot snapshot = HoldersSnapshot.of(taken, clock.instant(), reason, reading, summary, pool, registry);
        last.addFirst(snapshot);
        if (last.size() > MEMORY) {
            last.removeLast();
        }
        log(watched(pool.name()), snapshot);
        listener.accept(snapshot);
    }

    private void log(Watched state, HoldersSnapshot snapshot) {
        if (!state.lines(snapshot.reason()).tryAcquire(registry.ticker().nanos())) {
            return;
        }
        String why = "Threads have waited for more than " + HumanText.duration(settings.after());
        if (snapshot.reason() == Reason.TIMEOUT) {
            why = state.takeUnlogged("acquisition") + " timed out";
        }
        LOG.log(
                Level.WARNING,
                "LSW3201W: {0}. {1}; waiting now: {2}. All holders are in snapshot {3}.",
                snapshot.summary(),
                why,
                Integer.toString(snapshot.reading().waiting()),
                Long.toString(snapshot.id()));
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
        private final Map<Reason, GrowingInterval> lines = new EnumMap<>(Reason.class);
        private long timeouts;
        private long loggedTimeouts;
        private long timedOutAt;
        private @Nullable Long waitingSince;
        private boolean reported;

        GrowingInterval lines(Reason reason) {
            return lines.computeIfAbsent(reason, any -> new GrowingInterval());
        }

        boolean hasUnlogged() {
            return timeouts > loggedTimeouts;
        }

        /** The number of timeouts since the last call, in words. */
        String takeUnlogged(String noun) {
            String unlogged = HumanText.count(timeouts - loggedTimeouts, noun);
            loggedTimeouts = timeouts;
            return unlogged;
        }

        boolean hasWaited(Duration after, long now) {
            return waitingSince != null && Duration.ofNanos(now - waitingSince).compareTo(after) >= 0;
        }

        void resetRateLimit() {
            lastSnapshots.clear();
            lines.clear();
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
