package io.leasewatch.web.health;

import io.leasewatch.core.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** When the heart last beat. Thread-safe. */
@ApplicationScoped
public class HeartbeatStatus {

    private final Ticker ticker;
    private volatile boolean begun;
    private volatile long beatAtNanos;

    public HeartbeatStatus() {
        this(Ticker.SYSTEM);
    }

    HeartbeatStatus(Ticker ticker) {
        this.ticker = ticker;
    }

    public void beat() {
        beatAtNanos = ticker.nanos();
        begun = true;
    }

    /** Whether it has beaten at all. */
    public boolean hasBegun() {
        return begun;
    }

    /** How long ago the last beat was; zero before the first. */
    public Duration sinceLastBeat() {
        return begun ? Duration.ofNanos(ticker.nanos() - beatAtNanos) : Duration.ZERO;
    }
}
