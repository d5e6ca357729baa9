package io.leasewatch.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything once a second, as long as somebody watches, and tells all of them.
 *
 * <p>Thread-safe.
 */
public final class LiveFeed {

    /** More than these find the door shut; each costs a thread that mostly sleeps. */
    public static final int MOST_VIEWERS = 100;

    private final Feed feed;
    private final Supplier<State> look;
    private final InstantSource clock;
    private final AtomicInteger viewers = new AtomicInteger();
    private volatile boolean closed;

    public LiveFeed(Feed feed, Supplier<State> look, InstantSource clock) {
        this.feed = feed;
        this.look = look;
        this.clock = clock;
    }

    /** Looks, if anybody watches. */
    public void tick() {
        if (viewers.get() > 0) {
            lookNow();
        }
    }

    private synchronized void lookNow() {
        feed.publish(clock.instant(), look.get());
    }

    /** Lets one more in; they have to {@link #leave}. Answers whether there was room. */
    public boolean enter() {
        if (viewers.incrementAndGet() > MOST_VIEWERS) {
            viewers.decrementAndGet();
            return false;
        }
        // What the feed knows may be of yesterday, when somebody watched last.
        lookNow();
        return true;
    }

    public void leave() {
        viewers.decrementAndGet();
    }

    public int viewers() {
        return viewers.get();
    }

    /** See {@link Feed#next}. */
    public @Nullable Message next(String last, Duration patience) throws InterruptedException {
        return feed.next(last, patience);
    }

    /** Tells nobody anything any more; those who wait find out within their patience. */
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }
}
