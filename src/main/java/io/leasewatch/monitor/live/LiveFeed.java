package io.leasewatch.monitor.live;

import io.leasewatch.core.time.Ticker;
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

    /** A look is as good as another for so long: it is how often those who stay are told. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Feed feed;
    private final Supplier<FeedState> look;
    private final InstantSource clock;
    private final Ticker ticker;
    private final AtomicInteger viewers = new AtomicInteger();
    private volatile boolean closed;
    private long lookedAtNanos;

    public LiveFeed(Feed feed, Supplier<FeedState> look, InstantSource clock, Ticker ticker) {
        this.feed = feed;
        this.look = look;
        this.clock = clock;
        this.ticker = ticker;
        this.lookedAtNanos = ticker.nanos() - FRESH_NANOS;
    }

    /** Looks, if anybody watches. */
    public void tick() {
        if (viewers.get() > 0) {
            lookNow();
        }
    }

    private synchronized void lookNow() {
        feed.publish(clock.instant(), look.get());
        lookedAtNanos = ticker.nanos();
    }

    /** What the feed knows may be of yesterday, when somebody watched last; but many who come at once are no reason to look for each. */
    private synchronized void lookUnlessFresh() {
        if (ticker.nanos() - lookedAtNanos >= FRESH_NANOS) {
            lookNow();
        }
    }

    /** Lets one more in; they have to {@link #leave}. Answers whether there was room. */
    public boolean enter() {
        if (viewers.incrementAndGet() > MOST_VIEWERS) {
            viewers.decrementAndGet();
            return false;
        }
        try {
            lookUnlessFresh();
            return true;
        } catch (RuntimeException | Error e) {
            viewers.decrementAndGet();
            throw e;
        }
    }

    public void leave() {
        viewers.decrementAndGet();
    }

    public int viewers() {
        return viewers.get();
    }

    /** See {@link Feed#next}. */
    public @Nullable FeedMessage next(String last, Duration patience) throws InterruptedException {
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
