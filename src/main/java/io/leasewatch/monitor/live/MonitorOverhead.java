package io.leasewatch.monitor.live;

import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The overhead of periodic work: the share of one core that it took in the last ten seconds.
 *
 * <p>Thread-safe.
 */
public final class MonitorOverhead {

    private static final long SPAN_NANOS = Duration.ofSeconds(10).toNanos();

    private final Ticker ticker;
    private long begunAtNanos;
    private long nanos;
    private volatile @Nullable Double share;

    public MonitorOverhead(Ticker ticker) {
        this.ticker = ticker;
        this.begunAtNanos = ticker.nanos();
    }

    /** Adds the CPU time of a piece of work, in nanoseconds. */
    public synchronized void add(long cpuNanos) {
        nanos += cpuNanos;
        long passed = ticker.nanos() - begunAtNanos;
        if (passed >= SPAN_NANOS) {
            share = (double) nanos / passed;
            begunAtNanos += passed;
            nanos = 0;
        }
    }

    /** The share of one core, from 0 to 1; {@code null} in the first ten seconds. */
    public @Nullable Double share() {
        return share;
    }
}
