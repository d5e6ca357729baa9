package io.leasewatch.monitor;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.live.MonitorOverhead;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts, ticks, resets and closes the parts. Thread-safe; the tasks of each {@link Lane} run one at a time. */
final class Scheduler {

    /** How long {@link #run} waits between two ticks, in milliseconds. */
    private static final long PAUSE_MILLIS = 500;

    private static final long MAX_WAIT_AT_END_MILLIS = 2_000;

    private final Ticker ticker;
    private final Settings settings;
    private final Parts parts;
    private final Map<Lane, LaneTasks> lanes = new EnumMap<>(Lane.class);
    private final LagLog lag;
    private final CountDownLatch ended = new CountDownLatch(1);

    Scheduler(Ticker ticker, MonitorOverhead overhead, Settings settings, MonitorLag lag, Parts parts) {
        this.ticker = ticker;
        this.settings = settings;
        this.parts = parts;
        this.lag = new LagLog(lag);
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new LaneTasks(ticker, overhead, lag.of(lane)));
        }
    }

    /** Starts the parts. Each task is due one interval from now. */
    void start() {
        settings.follow(parts::apply);
        parts.start();
        lanes.forEach((lane, tasks) -> tasks.start(parts.tasks(lane, ticker.nanos())));
    }

    /** Ticks {@code lane} until {@link #end} is called or the thread is interrupted. */
    void run(Lane lane) {
        LaneTasks tasks = lanes.get(lane);
        try {
            while (tasks != null && !ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
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
        parts.reset();
    }

    void close() {
        end();
        parts.close();
    }
}
