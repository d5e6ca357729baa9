package io.leasewatch.web.live;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.live.FeedClient;
import io.leasewatch.monitor.live.FeedMessage;
import io.leasewatch.monitor.live.LiveFeed;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends events to one viewer of the dashboard, on its own thread, so that a slow viewer delays neither the server nor other viewers. */
final class Viewer implements Runnable {

    /** The time without changes after which a comment is sent, to detect closed connections. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final long PATIENCE_SECONDS = 20;

    /** After this time a stream ends. A browser opens a new one, which needs a valid login again; other clients are dropped. */
    private static final long LONGEST_NANOS = Duration.ofMinutes(30).toNanos();

    /** The delay after which browsers reconnect. */
    private static final long COMES_BACK_MILLIS = 2000;

    private final LiveFeed feed;
    private final FeedClient client;
    private final SseEventSink sink;
    private final Sse sse;
    private String last;

    private Viewer(LiveFeed feed, FeedClient client, SseEventSink sink, Sse sse, String last) {
        this.feed = feed;
        this.client = client;
        this.sink = sink;
        this.sse = sse;
        this.last = last;
    }

    /** Starts the thread of a viewer that has entered the feed. The viewer leaves the feed when the thread ends or cannot be started. */
    static void start(LiveFeed feed, FeedClient client, SseEventSink sink, Sse sse, String last) {
        Thread thread = new Thread(null, new Viewer(feed, client, sink, sse, last), "leasewatch-viewer", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Viewer.class.getClassLoader());
        try {
            thread.start();
        } catch (RuntimeException | Error e) {
            feed.leave(client);
            throw e;
        }
    }

    @Override
    public void run() {
        try (sink) {
            long endNanos = Ticker.SYSTEM.nanos() + LONGEST_NANOS;
            while (!sink.isClosed() && !feed.isClosed() && Ticker.SYSTEM.nanos() - endNanos < 0) {
                FeedMessage message = feed.next(last, SILENCE);
                if (message == null) {
                    send(sse.newEventBuilder().comment("still here"));
                } else {
                    send(sse.newEventBuilder()
                            .id(message.id())
                            .name(message.kind().name().toLowerCase(Locale.ROOT))
                            .reconnectDelay(COMES_BACK_MILLIS)
                            .data(message.data()));
                    last = message.id();
                }
            }
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // The viewer has disconnected, or reads too slowly.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feed.leave(client);
        }
    }

    private void send(OutboundSseEvent.Builder event)
            throws InterruptedException, ExecutionException, TimeoutException {
        sink.send(event.build()).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
