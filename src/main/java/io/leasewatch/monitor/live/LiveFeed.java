package io.leasewatch.monitor.live;

import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Publishes the state of the dashboard once a second while there are viewers. Thread-safe. */
public final class LiveFeed {

    /** How long a published state is fresh: the interval of publishing. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Feed feed;
    private final Supplier<FeedState> state;
    private final InstantSource clock;
    private final Ticker ticker;
    private final ViewerLimits viewers = new ViewerLimits();
    private volatile boolean closed;
    private long publishedAtNanos;

    public LiveFeed(Feed feed, Supplier<FeedState> state, InstantSource clock, Ticker ticker) {
        this.feed = feed;
        this.state = state;
        this.clock = clock;
        this.ticker = ticker;
        this.publishedAtNanos = ticker.nanos() - FRESH_NANOS;
    }

    /** Publishes the state if there are viewers. To be called once a second. */
    public void tick() {
        if (viewers.total() > 0) {
            publish();
        }
    }

    private synchronized void publish() {
        feed.publish(clock.instant(), state.get());
        publishedAtNanos = ticker.nanos();
    }

    /** Publishes the state unless it is fresh. It is outdated if there were no viewers; many viewers may connect at once. */
    private synchronized void publishUnlessFresh() {
        if (ticker.nanos() - publishedAtNanos >= FRESH_NANOS) {
            publish();
        }
    }

    /** Adds a viewer, which must call {@link #leave} later. Returns why it may not be added, empty if it was. */
    public String enter(FeedClient client) {
        if (closed) {
            return "The server is stopping.";
        }
        String refusal = viewers.enter(client);
        if (!refusal.isEmpty()) {
            return refusal;
        }
        try {
            publishUnlessFresh();
            return "";
        } catch (RuntimeException | Error e) {
            viewers.leave(client);
            throw e;
        }
    }

    public void leave(FeedClient client) {
        viewers.leave(client);
    }

    public int viewers() {
        return viewers.total();
    }

    /** See {@link Feed#next}. */
    public @Nullable FeedMessage next(String last, Duration timeout) throws InterruptedException {
        return feed.next(last, timeout);
    }

    /** Closes this feed: the waits of viewers end, and no viewer is added any more. */
    public void close() {
        closed = true;
        feed.end();
    }

    public boolean isClosed() {
        return closed;
    }
}
