package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.spi.PoolReading;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches one database: asks it on a thread of its own whether it is there, never more than one question at a time, and says what
 * follows from the answer, or from there being none.
 *
 * <p>One thread ticks, several times a second; what it finds is published in one write, and any thread may read it.
 */
final class DatabaseGuard {

    private static final Logger LOG = System.getLogger(DatabaseGuard.class.getName());

    /** So many pings long the size of a pool is waited for, about two seconds. */
    private static final int LONG_ENOUGH = 8;

    private final String name;
    private final Probe probe;
    private final Executor thread;
    private final Supplier<@Nullable PoolReading> pools;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Supplier<DatabaseSettings> settings;
    private final PingHistory vitals;
    private final Breaker breaker;
    private final GuardGate gate;
    private @Nullable Pool pool;
    private @Nullable Attempt attempt;
    private long nextAtNanos;
    private boolean warm;
    private int warmConnections;
    private volatile boolean suspected;
    private volatile DatabaseStatus status;

    DatabaseGuard(
            String name,
            Probe probe,
            Executor thread,
            Supplier<@Nullable PoolReading> pools,
            Ticker ticker,
            InstantSource clock,
            Supplier<DatabaseSettings> settings) {
        this.name = name;
        this.probe = probe;
        this.thread = thread;
        this.pools = pools;
        this.ticker = ticker;
        this.clock = clock;
        this.settings = settings;
        this.vitals = new PingHistory(clock, settings.get().startAttempts());
        this.breaker = new Breaker(ticker);
        this.gate = new GuardGate(name, breaker, settings, this::status, this::suspect);
        this.nextAtNanos = ticker.nanos();
        this.status = vitals.status(name, BreakerState.OFF, 0);
    }

    String name() {
        return name;
    }

    DatabaseStatus status() {
        return status;
    }

    /** Whether it was reached, or given up for the time being; so that nobody need wait for it any longer to start. */
    boolean isSettled() {
        return status.state() != DatabaseState.CONNECTING;
    }

    /** An application could not reach it, or was not let through to it: ask at the next tick. */
    private void suspect() {
        suspected = true;
    }

    /** Its gate stands before {@code found} from now on. */
    void stand(Pool found) {
        pool = found;
        found.guardedBy(gate);
    }

    boolean stands() {
        return pool != null;
    }

    /** Whoever put another gate there meanwhile, keeps it. */
    void leave() {
        Pool mine = pool;
        if (mine != null && mine.gate() == gate) {
            mine.guardedBy(null);
        }
    }

    void stopping(int era) {
        vitals.stopping();
        gate.stopping(era);
        publish();
    }

    void shut() {
        gate.shut();
    }

    /** Does what is due, and waits for nothing. */
    void tick() {
        if (vitals.state() == DatabaseState.STOPPING) {
            return;
        }
        Attempt going = attempt;
        if (going != null) {
            look(going);
        } else if (ticker.nanos() - nextAtNanos >= 0 || (suspected && !vitals.isLoginRefused())) {
            begin();
        }
        publish();
    }

    private void begin() {
        suspected = false;
        DatabaseSettings now = settings.get();
        Attempt begun = new Attempt(ticker.nanos(), connectionsToOpen(now), now.pingTimeout());
        attempt = begun;
        try {
            thread.execute(begun);
        } catch (RejectedExecutionException e) {
            begun.result = ConnectionFailures.of(e);
        }
    }

    /** None until the size of the pool is known, which is a moment after its first use: to ask for more would be to wait in vain. */
    private int connectionsToOpen(DatabaseSettings now) {
        PoolReading reading = pools.get();
        if (warm || vitals.answers() == 0 || (reading == null && vitals.answers() < LONG_ENOUGH)) {
            return 0;
        }
        return reading == null || reading.maxCount() == null
                ? now.warmUp()
                : Math.min(now.warmUp(), reading.maxCount() - reading.inUseCount());
    }

    private boolean isPoolFull() {
        PoolReading reading = pools.get();
        return reading != null && reading.isFull();
    }

    private void look(Attempt going) {
        PingResult result = going.result;
        if (result != null) {
            attempt = null;
            if (going.connections > 0 && result instanceof PingResult.Answered) {
                warmedUp(going);
            } else {
                heard(result, going.accused && result instanceof PingResult.Full);
            }
            nextAtNanos = ticker.nanos() + pause().toNanos();
        } else if (ticker.nanos() - going.beganNanos > going.patience().toNanos()) {
            going.silences++;
            boolean up = vitals.state() != DatabaseState.DOWN;
            heard(
                    probe.isWaiting() && isPoolFull()
                            ? new PingResult.Full("the pool is full, and no connection came free in time")
                            : new PingResult.Failed("it did not answer within " + going.timeout),
                    false);
            going.accused |= up && vitals.state() == DatabaseState.DOWN;
        }
    }

    private void warmedUp(Attempt done) {
        warmConnections = done.opened;
        int wanted = settings.get().warmUp();
        if (done.opened < wanted) {
            LOG.log(
                    Level.WARNING,
                    "LSW7006W: leasewatch.database.warm-up must not be more than the connections that {0} can open and"
                            + " has to spare, which were {1}, was {2}.",
                    name,
                    done.opened,
                    wanted);
        }
        becomeWarm();
    }

    private void becomeWarm() {
        warm = true;
        DatabaseState before = vitals.state();
        vitals.warmedUp();
        say(before, vitals.since(), vitals.since());
    }

    /** {@code wronged} if what was made of the silence before it is to be taken back. */
    private void heard(PingResult ping, boolean wronged) {
        DatabaseState before = vitals.state();
        Instant since = vitals.since();
        if (wronged) {
            vitals.acquit();
        }
        vitals.heard(ping);
        breaker.heard(vitals.state(), vitals.answers());
        say(before, since, clock.instant());
        if (!warm && settings.get().warmUp() == 0 && vitals.answers() > 0) {
            becomeWarm();
        }
    }

    private void say(DatabaseState before, Instant since, Instant now) {
        DatabaseState after = vitals.state();
        if (before == DatabaseState.CONNECTING && after == DatabaseState.CONNECTING && vitals.failures() > 0) {
            LOG.log(
                    Level.WARNING,
                    "LSW7002W: Attempt {0} of {1} to reach {2} failed: {3}.",
                    vitals.failures(),
                    settings.get().startAttempts(),
                    name,
                    vitals.lastError());
        } else if (before == after) {
            return;
        } else if (before == DatabaseState.CONNECTING && after == DatabaseState.DOWN) {
            LOG.log(
                    Level.ERROR,
                    "LSW7003E: {0} could not be reached in {1} attempts, so the server starts without it: {2}. It is asked"
                            + " on.",
                    name,
                    settings.get().startAttempts(),
                    vitals.lastError());
        } else if (before == DatabaseState.CONNECTING) {
            LOG.log(
                    Level.INFO,
                    "LSW7001I: {0} is guarded, and {1}; {2} connections were opened for it.",
                    name,
                    after.word(),
                    warmConnections);
        } else if (after == DatabaseState.DOWN) {
            LOG.log(Level.ERROR, "LSW7004E: {0} is down: {1}.", name, vitals.lastError());
        } else if (before == DatabaseState.DOWN) {
            LOG.log(Level.INFO, "LSW7005I: {0} is back; it was down for {1}.", name, Duration.between(since, now));
        }
    }

    private Duration pause() {
        DatabaseSettings now = settings.get();
        return switch (vitals.state()) {
            case CONNECTING -> vitals.answers() > 0 ? Duration.ZERO : now.retryAfter(Math.max(1, vitals.failures()));
            case UP -> now.pingInterval();
            // Many databases lock a user out who comes with a wrong password too often.
            case DEGRADED, DOWN, STOPPING ->
                vitals.isLoginRefused() ? now.retryAfter(vitals.failures()) : now.troubledInterval();
        };
    }

    private void publish() {
        status = vitals.status(
                name, settings.get().breaker() && pool != null ? breaker.state() : BreakerState.OFF, warmConnections);
    }

    /** One question, asked on the database's own thread. */
    private final class Attempt implements Runnable {
        private final long beganNanos;
        private final int connections;
        private final Duration timeout;
        private int silences;
        /** Its silences made the database one that is down; that is taken back if the pool was full all the time. */
        private boolean accused;
        /** Written before the result, which publishes it. */
        private int opened;

        private volatile @Nullable PingResult result;

        Attempt(long beganNanos, int connections, Duration timeout) {
            this.beganNanos = beganNanos;
            this.connections = connections;
            this.timeout = timeout;
        }

        /** How long it may go on before it is a silence, the next one in a row. */
        Duration patience() {
            return timeout.multipliedBy((long) (silences + 1) * Math.max(1, connections));
        }

        @Override
        public void run() {
            try {
                if (connections == 0) {
                    result = probe.ping(timeout);
                } else {
                    opened = probe.warmUp(connections);
                    result = new PingResult.Answered(Duration.ofNanos(ticker.nanos() - beganNanos));
                }
            } catch (Throwable e) {
                result = ConnectionFailures.of(e);
            }
        }
    }
}
