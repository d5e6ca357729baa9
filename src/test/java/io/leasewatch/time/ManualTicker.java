package io.leasewatch.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A ticker that goes on when told to. It starts a second before its readings overflow, as the JVM's own may, so that code which
 * compares readings instead of subtracting them is found out.
 */
public final class ManualTicker implements Ticker {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

    @Override
    public long nanos() {
        return nanos.get();
    }

    public void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
