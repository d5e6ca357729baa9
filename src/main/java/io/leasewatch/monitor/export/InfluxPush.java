package io.leasewatch.monitor.export;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.channel.DeliveryOutcome;
import io.leasewatch.monitor.channel.DeliveryQueue;
import io.leasewatch.monitor.channel.HttpDelivery;
import io.leasewatch.monitor.channel.HttpPost;
import io.leasewatch.monitor.channel.Transport.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * Pushes all metrics at intervals to InfluxDB, or to a server that accepts its line protocol.
 *
 * <p>Thread-safe. The thread of a {@link DeliveryQueue} sends the pushes. While that fails, the queue keeps the last hundred of them.
 */
public final class InfluxPush implements AutoCloseable {

    private static final long SLACK_NANOS = Duration.ofMillis(500).toNanos();

    private final MetricsSnapshot snapshot;
    private final InstantSource clock;
    private final Ticker ticker;
    private final HttpPost post;
    private final HttpDelivery delivery;
    private final DeliveryCounters deliveries;
    private final DeliveryQueue<String> queue;
    private volatile InfluxSettings settings;
    private volatile long pushedAtNanos;

    /** @param deliveries counts the attempts */
    public InfluxPush(
            MetricsSnapshot snapshot,
            DeliveryCounters deliveries,
            InstantSource clock,
            Ticker ticker,
            InfluxSettings settings) {
        this.snapshot = snapshot;
        this.clock = clock;
        this.ticker = ticker;
        this.post = new HttpPost(ticker);
        this.deliveries = deliveries;
        this.delivery = new HttpDelivery(post, clock);
        this.queue = new DeliveryQueue<>(
                "influx", new InfluxDeliveryListener(), Duration.ZERO, this::send, deliveries, ticker);
        this.settings = settings;
        this.pushedAtNanos = ticker.nanos();
    }

    public void apply(InfluxSettings next) {
        settings = next;
    }

    /** The number of attempts since the start, by outcome. */
    public Map<DeliveryOutcome, Long> counts() {
        Map<DeliveryOutcome, Long> counts = new EnumMap<>(DeliveryOutcome.class);
        deliveries.counts().forEach((way, count) -> counts.merge(way.outcome(), count, Long::sum));
        return counts;
    }

    /** Starts a push if one is due. Called about once a second; does not block. */
    public void tick() {
        post.abortIfLate();
        InfluxSettings now = settings;
        // A tick may come a little early.
        if (now.url() != null
                && ticker.nanos() - pushedAtNanos >= now.interval().toNanos() - SLACK_NANOS) {
            pushedAtNanos = ticker.nanos();
            queue.add(lines(now));
        }
    }

    private String lines(InfluxSettings now) {
        StringBuilder lines = new StringBuilder();
        try {
            InfluxLines.write(snapshot.now(), Map.of(Tags.INSTANCE, now.instance()), clock.instant(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder does not throw IOException", e);
        }
        return lines.toString();
    }

    private Result send(String lines) {
        InfluxSettings now = settings;
        URI url = now.url();
        if (url == null) {
            return new Result.Refused("the push was switched off");
        }
        InfluxApi api = InfluxApi.of(url, now);
        return delivery.deliver(api.uri(), api.headers(), lines, true);
    }

    /** Stops the thread. Queued pushes are dropped. */
    @Override
    public void close() {
        queue.close();
        post.close();
    }
}
