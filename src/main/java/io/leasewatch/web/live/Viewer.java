package io.leasewatch.web.live;

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

/** Tells one viewer everything, on a thread of its own: one that reads slowly keeps neither the server nor other viewers waiting. */
final class Viewer implements Runnable {

    /** Whoever is gone is found out about by telling them something. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final long PATIENCE_SECONDS = 20;

    /** Browsers come back on their own after this. */
    private static final long COMES_BACK_MILLIS = 2000;

    private final LiveFeed feed;
    private final SseEventSink sink;
    private final Sse sse;
    private String last;

    private Viewer(LiveFeed feed, SseEventSink sink, Sse sse, String last) {
        this.feed = feed;
        this.sink = sink;
        this.sse = sse;
        this.last = last;
    }

    /** Of one who was let in; they leave when it ends, or has no thread to begin on. */
    static void start(LiveFeed feed, SseEventSink sink, Sse sse, String last) {
        Thread thread = new Thread(null, new Viewer(feed, sink, sse, last), "leasewatch-viewer", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Viewer.class.getClassLoader());
        try {
            thread.start();
        } catch (RuntimeException | Error e) {
            feed.leave();
            throw e;
        }
    }

    @Override
    public void run() {
        try (sink) {
            while (!sink.isClosed() && !feed.isClosed()) {
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
            // The viewer is gone, or does not read.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feed.leave();
        }
    }

    private void send(OutboundSseEvent.Builder event)
            throws InterruptedException, ExecutionException, TimeoutException {
        sink.send(event.build()).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
