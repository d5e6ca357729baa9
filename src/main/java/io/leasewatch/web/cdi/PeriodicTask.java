package io.leasewatch.web.cdi;

import io.leasewatch.core.text.SafeError;
import io.leasewatch.core.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Something to be done at intervals that may change while it goes on. Not thread-safe; the heartbeat runs one after another.
 */
final class PeriodicTask {

    private static final Logger LOG = System.getLogger(PeriodicTask.class.getName());

    /** Ticks come twice a second, a little early or late; one that is early by less than half of that counts as on time. */
    private static final long SLACK_NANOS = Duration.ofMillis(250).toNanos();

    private final String name;
    private final Supplier<Duration> interval;
    private final Runnable work;
    private long lastNanos;

    /** First due one interval after {@code nowNanos}. */
    PeriodicTask(String name, Supplier<Duration> interval, Runnable work, long nowNanos) {
        this.name = name;
        this.interval = interval;
        this.work = work;
        this.lastNanos = nowNanos;
    }

    /** Does it if it is due. What it throws is logged, and it is due again an interval later. */
    void runIfDue(Ticker ticker) {
        long now = ticker.nanos();
        if (now - lastNanos < TimeUnit.NANOSECONDS.convert(interval.get()) - SLACK_NANOS) {
            return;
        }
        lastNanos = now;
        try {
            work.run();
        } catch (Throwable e) {
            LOG.log(
                    Level.WARNING,
                    "LSW5004W: " + name + " failed and will be tried again in " + interval.get() + ".",
                    SafeError.of(e));
        }
    }
}
