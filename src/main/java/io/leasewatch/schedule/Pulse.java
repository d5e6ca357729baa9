package io.leasewatch.schedule;

import io.leasewatch.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** When the heart last beat. Thread-safe. */
@ApplicationScoped
public class Pulse {

    private volatile boolean begun;
    private volatile long beatAtNanos;

    void beat() {
        beatAtNanos = Ticker.SYSTEM.nanos();
        begun = true;
    }

    /** Whether it has beaten at all. */
    public boolean hasBegun() {
        return begun;
    }

    /** How long ago the last beat was; zero before the first. */
    public Duration sinceLastBeat() {
        return begun ? Duration.ofNanos(Ticker.SYSTEM.nanos() - beatAtNanos) : Duration.ZERO;
    }
}
