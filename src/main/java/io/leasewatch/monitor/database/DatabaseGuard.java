package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.database.Attempts.Attempt;
import io.leasewatch.monitor.liberty.Application;
import io.leasewatch.spi.PoolReading;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards one database: pings it on a separate thread, one ping at a time, and derives the state of the database from the answers and
 * timeouts.
 *
 * <p>A single thread calls {@link #tick} several times a second. Each tick publishes the status in one volatile write; any thread may read
 * it.
 */
final class DatabaseGuard {

    private static final Logger LOG = SafeLogger.of(DatabaseGuard.class);

    /** Warm-up waits for the first reading of the pool for at most this many pings, about two seconds. */
    private static final int PINGS_WITHOUT_READING = 8;

    private final String name;
    private final Attempts attempts;
    private final Supplier<@Nullable PoolReading> pools;
    private final Ticker ticker;
    private final Supplier<DatabaseSettings> settings;
    private final PingHistory history;
    private final Breaker breaker;
    private final GuardGate gate;
    private long nextAtNanos;
    private boolean warm;
    private int warmConnections;
    private volatile boolean suspected;
    /** Present if the database was down when the server started. */
    private volatile @Nullable ApplicationStarts starts;

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
        this.attempts = new Attempts(probe, thread, ticker);
        this.pools = pools;
        this.ticker = ticker;
        this.settings = settings;
        this.history = new PingHistory(clock, settings.get().startAttempts());
        this.breaker = new Breaker(ticker);
        this.gate = new GuardGate(name, breaker, settings, this::status, this::suspect);
        this.nextAtNanos = ticker.nanos();
        this.status = history.status(name, BreakerState.OFF, 0, List.of());
    }

    String name() {
        return name;
    }

    DatabaseStatus status() {
        return status;
    }

    /** Whether the first connect has ended: the database was reached, or its start attempts have failed. */
    boolean isSettled() {
        return status.state() != DatabaseState.CONNECTING;
    }

    /** An application failed to connect, or was refused by the gate: ping at the next tick. */
    private void suspect() {
        suspected = true;
    }

    /** Installs the gate on {@code found}. */
    void install(Pool found) {
        gate.install(found);
    }

    boolean isInstalled() {
        return gate.isInstalled();
    }

    /** Removes the gate from its pool. */
    void uninstall() {
        gate.uninstall();
    }

    void close() {
        gate.close();
    }

    void stopping(int era) {
        history.stopping();
        gate.stopping(era);
        publish();
    }

    /** Looks for applications that did not start because the database was down. */
    void check(Supplier<List<Application>> applications) {
        ApplicationStarts failed = starts;
        if (failed != null) {
            failed.check(status.isReady(), applications);
        }
    }

    /** Evaluates a running ping, or starts the next one if it is due. Never blocks. */
    void tick() {
        if (history.state() == DatabaseState.STOPPING) {
            return;
        }
        Attempt running = attempts.running();
        if (running != null) {
            evaluate(running);
        } else if (ticker.nanos() - nextAtNanos >= 0 || (suspected && !history.isLoginRefused())) {
            startAttempt();
        }
        publish();
    }

    private void startAttempt() {
        suspected = false;
        DatabaseSettings now = settings.get();
        attempts.start(connectionsToOpen(now), now.pingTimeout());
    }

    /**
     * The number of connections that warm-up opens with this attempt. Zero until the size of the pool is known, shortly after its first
     * use, because a request for more connections than the pool allows would time out.
     */
    private int connectionsToOpen(DatabaseSettings now) {
        PoolReading reading = pools.get();
        if (warm || history.answers() == 0 || (reading == null && history.answers() < PINGS_WITHOUT_READING)) {
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

    private void evaluate(Attempt running) {
        PingResult result = running.result;
        if (result != null) {
            attempts.end();
            if (running.connections > 0 && result instanceof PingResult.Answered) {
                warmedUp(running);
            } else {
                record(excused(result), running);
            }
            nextAtNanos = ticker.nanos() + pause().toNanos();
        } else if (running.timesOut()) {
            boolean up = history.state() != DatabaseState.DOWN;
            record(
                    attempts.isWaiting() && isPoolFull()
                            ? new PingResult.Full("the pool is full, and no connection was returned in time")
                            : excused(new PingResult.Failed(
                                    "it did not answer within " + HumanText.duration(running.timeout))),
                    running);
            running.causedDown |= up && history.state() == DatabaseState.DOWN;
        }
    }

    /** A failure is none of the database if a pooler before it is full. */
    private PingResult excused(PingResult result) {
        return result instanceof PingResult.Failed failed && !failed.login()
                ? attempts.fullPooler()
                        .<PingResult>map(why -> new PingResult.Full(why, true))
                        .orElse(failed)
                : result;
    }

    private void warmedUp(Attempt done) {
        warmConnections = done.opened;
        int wanted = settings.get().warmUp();
        if (done.opened < wanted) {
            LOG.log(
                    Level.WARNING,
                    "LSW7006W: Warm-up of {0} opened {1} of {2} connections, because its pool had no more to spare."
                            + " Lower leasewatch.database.warm-up or raise maxPoolSize.",
                    name,
                    done.opened,
                    wanted);
        }
        becomeWarm();
    }

    private void becomeWarm() {
        warm = true;
        DatabaseState before = history.state();
        history.warmedUp();
        logChange(before, history.since());
    }

    /** Records a result of {@code attempt}. If a pool was full, the earlier timeouts of the attempt do not count as failures. */
    private void record(PingResult ping, Attempt attempt) {
        DatabaseState before = history.state();
        Instant since = history.since();
        if (attempt.causedDown && ping instanceof PingResult.Full) {
            history.undoFailures();
        }
        history.record(ping);
        breaker.update(history.state(), history.answers());
        logChange(before, since);
        if (!warm && settings.get().warmUp() == 0 && history.answers() > 0) {
            becomeWarm();
        }
    }

    private void logChange(DatabaseState before, Instant since) {
        DatabaseState after = history.state();
        if (before == DatabaseState.CONNECTING && after == DatabaseState.CONNECTING && history.failures() > 0) {
            LOG.log(
                    Level.WARNING,
                    "LSW7002W: Attempt {0} of {1} to connect to {2} failed: {3}.",
                    history.failures(),
                    settings.get().startAttempts(),
                    name,
                    history.lastError());
        } else if (before == after) {
            return;
        } else if (before == DatabaseState.CONNECTING && after == DatabaseState.DOWN) {
            starts = new ApplicationStarts(name);
            LOG.log(
                    Level.ERROR,
                    "LSW7003E: {0} could not be reached in {1} attempts: {2}. The server starts without it, is not"
                            + " ready, and keeps trying.",
                    name,
                    settings.get().startAttempts(),
                    history.lastError());
        } else if (before == DatabaseState.CONNECTING) {
            LOG.log(
                    Level.INFO,
                    "LSW7001I: {0} is guarded and {1}. Connections opened by warm-up: {2}.",
                    name,
                    after.word(),
                    warmConnections);
        } else if (after == DatabaseState.DOWN) {
            LOG.log(Level.ERROR, "LSW7004E: {0} is down: {1}.", name, history.lastError());
        } else if (before == DatabaseState.DOWN) {
            LOG.log(
                    Level.INFO,
                    "LSW7005I: {0} is up again. It was down for {1}.",
                    name,
                    HumanText.duration(Duration.between(since, history.since())));
        }
    }

    private Duration pause() {
        DatabaseSettings now = settings.get();
        return switch (history.state()) {
            case CONNECTING -> history.answers() > 0 ? Duration.ZERO : now.retryAfter(Math.max(1, history.failures()));
            case UP -> now.pingInterval();
            // Many databases lock a user after too many attempts with a wrong password.
            case DEGRADED, DOWN, STOPPING ->
                history.isLoginRefused() ? now.retryAfter(history.failures()) : now.troubledInterval();
        };
    }

    private void publish() {
        status = history.status(
                name,
                settings.get().breaker() && gate.isInstalled() ? breaker.state() : BreakerState.OFF,
                warmConnections,
                starts == null ? List.of() : starts.notStarted());
    }
}
