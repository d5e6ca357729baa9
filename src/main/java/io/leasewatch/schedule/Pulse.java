package io.leasewatch.schedule;

import io.leasewatch.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** When the heart last beat. Thread-safe. */
@ApplicationScoped
public class Pulse {

    private final Ticker ticker;
    private volatile boolean begun;
    private volatile long beatAtNanos;

    public Pulse() {
        this(Ticker.SYSTEM);
    }

    Pulse(Ticker ticker) {
        this.ticker = ticker;
    }

    void beat() {
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
