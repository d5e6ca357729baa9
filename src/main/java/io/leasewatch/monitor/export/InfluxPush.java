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
 * Pushes everything that is measured to an InfluxDB, or to what understands its lines, at intervals.
 *
 * <p>Thread-safe. A courier's thread brings it there; while that does not work, the last hundred moments wait. Nobody else does.
 */
public final class InfluxPush implements AutoCloseable {

    private static final long SLACK_NANOS = Duration.ofMillis(500).toNanos();

    private final MetricsSnapshot board;
    private final InstantSource clock;
    private final Ticker ticker;
    private final HttpPost post;
    private final HttpDelivery delivery;
    private final DeliveryCounters deliveries;
    private final DeliveryQueue<String> courier;
    private volatile InfluxSettings settings;
    private volatile long pushedAtNanos;

    /** @param deliveries where its attempts are counted */
    public InfluxPush(
            MetricsSnapshot board,
            DeliveryCounters deliveries,
            InstantSource clock,
            Ticker ticker,
            InfluxSettings settings) {
        this.board = board;
        this.clock = clock;
        this.ticker = ticker;
        this.post = new HttpPost(ticker);
        this.deliveries = deliveries;
        this.delivery = new HttpDelivery(post, clock);
        this.courier = new DeliveryQueue<>(
                "influx", new InfluxDeliveryListener(), Duration.ZERO, this::carry, deliveries, ticker);
        this.settings = settings;
        this.pushedAtNanos = ticker.nanos();
    }

    public void apply(InfluxSettings next) {
        settings = next;
    }

    /** How many attempts went which way since the start. */
    public Map<DeliveryOutcome, Long> counts() {
        Map<DeliveryOutcome, Long> counts = new EnumMap<>(DeliveryOutcome.class);
        deliveries.counts().forEach((way, count) -> counts.merge(way.outcome(), count, Long::sum));
        return counts;
    }

    /** Comes about once a second, and waits for nobody. */
    public void tick() {
        post.abortIfLate();
        InfluxSettings now = settings;
        // A tick may come a little early.
        if (now.url() != null
                && ticker.nanos() - pushedAtNanos >= now.interval().toNanos() - SLACK_NANOS) {
            pushedAtNanos = ticker.nanos();
            courier.take(lines(now));
        }
    }

    private String lines(InfluxSettings now) {
        StringBuilder lines = new StringBuilder();
        try {
            InfluxLines.write(board.now(), Map.of(Tags.INSTANCE, now.instance()), clock.instant(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder has no such thing", e);
        }
        return lines.toString();
    }

    private Result carry(String lines) {
        InfluxSettings now = settings;
        URI url = now.url();
        if (url == null) {
            return new Result.Refused("it was switched off");
        }
        InfluxApi api = InfluxApi.of(url, now);
        return delivery.deliver(api.uri(), api.headers(), lines, true);
    }

    /** Ends the thread; what waits is dropped. */
    @Override
    public void close() {
        courier.close();
        post.close();
    }
}
