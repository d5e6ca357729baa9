package io.leasewatch.core.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A ticker that stands still until it is moved. It starts shortly before the counter overflows, as the JVM's own may. */
public final class ManualTicker implements Ticker {

    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(20).toNanos());

    @Override
    public long nanos() {
        return nanos.get();
    }

    public void advance(Duration step) {
        nanos.addAndGet(step.toNanos());
    }
}
