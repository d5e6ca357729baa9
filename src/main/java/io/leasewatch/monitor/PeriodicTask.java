package io.leasewatch.monitor;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A task that runs at intervals; the interval may change. Not thread-safe; one tick runs at a time. */
public final class PeriodicTask {

    private static final Logger LOG = SafeLogger.of(PeriodicTask.class);

    /** Tolerance for ticks, which come two or three times a second: a tick that is early by up to this time counts as on time. */
    private static final long SLACK_NANOS = Duration.ofMillis(250).toNanos();

    private final String name;
    private final Supplier<Duration> interval;
    private final Runnable action;
    private long lastNanos;

    /** The first run is due one interval after {@code nowNanos}. */
    public PeriodicTask(String name, Supplier<Duration> interval, Runnable action, long nowNanos) {
        this.name = name;
        this.interval = interval;
        this.action = action;
        this.lastNanos = nowNanos;
    }

    /** Runs the task if it is due. An exception is logged, and the task is due again after its interval. */
    public void runIfDue(Ticker ticker) {
        long now = ticker.nanos();
        if (now - lastNanos < TimeUnit.NANOSECONDS.convert(interval.get()) - SLACK_NANOS) {
            return;
        }
        lastNanos = now;
        try {
            action.run();
        } catch (Throwable e) {
            LOG.log(
                    Level.WARNING,
                    "LSW5004W: " + name + " failed. Next attempt in " + HumanText.duration(interval.get()) + ".",
                    e);
        }
    }
}
