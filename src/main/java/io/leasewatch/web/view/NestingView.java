package io.leasewatch.web.view;

import io.leasewatch.core.lease.NestedAcquisition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection of {@code innerPool} was taken at {@code inner} by a thread that held one of {@code outerPool} taken at {@code outer}.
 * {@code depth} is the most connections of {@code innerPool} that one thread had then; {@code threads} the most threads that were at it
 * at once; {@code poolThreads} the most that held a connection of that pool at once. {@code minimumPoolSize} is {@code poolThreads ×
 * (depth − 1) + 1}: with fewer connections they can lock up, each holding one and waiting for another; {@code null} where the pools differ.
 */
public record NestingView(
        String outerPool,
        SiteView outer,
        String innerPool,
        SiteView inner,
        int depth,
        int threads,
        int poolThreads,
        @Nullable Integer minimumPoolSize,
        long times,
        Instant lastSeen) {

    public static NestingView of(NestedAcquisition nesting, long nanos, Instant now) {
        return new NestingView(
                nesting.outerPool(),
                SiteView.of(nesting.outer()),
                nesting.innerPool(),
                SiteView.of(nesting.inner()),
                nesting.depth(),
                nesting.threads(),
                nesting.poolThreads(),
                nesting.minimumPoolSize(),
                nesting.times(),
                now.minus(nesting.agoAt(nanos)));
    }
}
