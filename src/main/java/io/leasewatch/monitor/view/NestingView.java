package io.leasewatch.monitor.view;

import io.leasewatch.core.lease.NestedAcquisition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A nested acquisition: a thread that held a connection of {@code outerPool}, taken at {@code outer}, took a connection of {@code
 * innerPool} at {@code inner}. {@code depth} is the maximum number of connections of {@code innerPool} that one thread held.
 * {@code threads} is the maximum number of threads that did this at once. {@code poolThreads} is the maximum number of threads
 * that held a connection of the inner pool at once. {@code minimumPoolSize} is {@code poolThreads × (depth − 1) + 1}, or {@code
 * null} if the pools differ. With fewer connections, the threads can deadlock, each holding one connection and waiting for
 * another.
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
