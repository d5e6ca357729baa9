package io.leasewatch.monitor;

import io.leasewatch.core.time.Ticker;
import java.time.Duration;

/** When a {@link Lane} last ticked, and how late; its start counts as a tick. Thread-safe; one thread at a time records ticks. */
public final class HeartbeatStatus {

    /** A tick may come this long after another before it counts as late. */
    private static final long EXPECTED_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;
    private volatile boolean started;
    private volatile long tickedAtNanos;
    private volatile long latestNanos;
    private volatile long latestAtNanos;

    HeartbeatStatus(Ticker ticker) {
        this.ticker = ticker;
    }

    public void recordTick() {
        long now = ticker.nanos();
        long lag = started ? now - tickedAtNanos - EXPECTED_NANOS : 0;
        if (lag >= latestNanos || now - latestAtNanos > MINUTE_NANOS) {
            latestNanos = Math.max(0, lag);
            latestAtNanos = now;
        }
        tickedAtNanos = now;
        started = true;
    }

    /** Whether the monitor has started. */
    public boolean hasStarted() {
        return started;
    }

    /** The time since the last tick, zero before the start. */
    public Duration sinceLastTick() {
        return started ? Duration.ofNanos(ticker.nanos() - tickedAtNanos) : Duration.ZERO;
    }

    /** How late the next tick is now, zero if it is not. */
    public Duration lag() {
        return Duration.ofNanos(Math.max(0, sinceLastTick().toNanos() - EXPECTED_NANOS));
    }

    /** How late the latest tick of the last minute was, or the next one is now. */
    public Duration recentLag() {
        Duration latest = ticker.nanos() - latestAtNanos > MINUTE_NANOS ? Duration.ZERO : Duration.ofNanos(latestNanos);
        return latest.compareTo(lag()) > 0 ? latest : lag();
    }
}
