package io.leasewatch.monitor;

import io.leasewatch.core.time.Ticker;
import java.time.Duration;

/** When the monitor last ticked; its start counts as a tick. Thread-safe. */
public final class HeartbeatStatus {

    private final Ticker ticker;
    private volatile boolean started;
    private volatile long tickedAtNanos;

    HeartbeatStatus(Ticker ticker) {
        this.ticker = ticker;
    }

    public void recordTick() {
        tickedAtNanos = ticker.nanos();
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
}
