package io.leasewatch.monitor;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.live.MonitorOverhead;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts, ticks, resets and closes the parts. Thread-safe; the tasks of each {@link Lane} run one at a time. */
final class Scheduler {

    private static final long MAX_WAIT_AT_END_MILLIS = 2_000;

    private static final Duration TAKE_OVER_INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = SafeLogger.of(Scheduler.class);

    private final Ticker ticker;
    private final Settings settings;
    private final Parts parts;
    private final Leadership leadership;
    private final Map<Lane, LaneTasks> lanes = new EnumMap<>(Lane.class);
    private final LagLog lag;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean started;

    Scheduler(
            Ticker ticker,
            MonitorOverhead overhead,
            Settings settings,
            MonitorLag lag,
            Leadership leadership,
            Parts parts) {
        this.leadership = leadership;
        this.ticker = ticker;
        this.settings = settings;
        this.parts = parts;
        this.lag = new LagLog(lag);
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new LaneTasks(ticker, overhead, lag.of(lane)));
        }
    }

    /** Starts the parts, now or when no other monitor leads. */
    void start() {
        if (leadership.acquire()) {
            startParts();
            return;
        }
        LOG.log(
                Level.WARNING,
                "LSW5017W: The monitor of the application {0} watches this server. This one waits, and takes over when the"
                        + " other stops. Deploy leasewatch.war once.",
                leadership.other());
        PeriodicTask takeOver =
                new PeriodicTask("Taking over", () -> TAKE_OVER_INTERVAL, this::takeOver, ticker.nanos());
        lanes.forEach((lane, tasks) -> tasks.start(lane == Lane.DETECTION ? List.of(takeOver) : List.of()));
    }

    private void takeOver() {
        if (leadership.acquire()) {
            LOG.log(Level.INFO, "LSW5018I: The other monitor has stopped. This one watches the server from now on.");
            startParts();
        }
    }

    /** Each task is due one interval from now. */
    private void startParts() {
        started = true;
        settings.follow(parts::apply);
        parts.start();
        lanes.forEach((lane, tasks) -> tasks.start(parts.tasks(lane, ticker.nanos())));
    }

    /** Ticks {@code lane} until {@link #end} is called or the thread is interrupted. */
    void run(Lane lane) {
        LaneTasks tasks = lanes.get(lane);
        try {
            while (tasks != null && !ended.await(lane.pauseMillis(), TimeUnit.MILLISECONDS)) {
                tick(tasks);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void tick() {
        lanes.values().forEach(this::tick);
    }

    private void tick(LaneTasks tasks) {
        if (ended.getCount() > 0) {
            tasks.runIfDue();
            lag.check();
        }
    }

    /** Prevents further ticks. Waits up to two seconds for running ticks. */
    void end() {
        ended.countDown();
        long deadlineNanos = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_AT_END_MILLIS);
        try {
            for (LaneTasks tasks : lanes.values()) {
                tasks.end(deadlineNanos - ticker.nanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void reset() {
        if (started) {
            parts.reset();
        }
    }

    void close() {
        end();
        if (started) {
            started = false;
            parts.close();
        }
        leadership.release();
    }
}
