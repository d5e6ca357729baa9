package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.channel.Transport.Result;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Tells an Alertmanager, by version 2 of its API, what fires, at once and again at intervals. What is not said again lapses there after
 * four of them, so that nothing fires for ever when this server is gone.
 *
 * <p>Each time all is said, so it does not matter what of it got lost before.
 */
final class AlertmanagerChannel implements AlertChannel, AutoCloseable {

    private static final int LAPSE = 4;
    private static final String PATH = "/api/v2/alerts";

    private final AlertmanagerReport report = new AlertmanagerReport();
    private final HttpPost post;
    private final HttpDelivery delivery;
    private final InstantSource clock;
    private final Ticker ticker;
    private final DeliveryQueue<Instant> courier;
    private volatile ChannelSettings settings;
    private volatile long saidAtNanos;

    AlertmanagerChannel(
            HttpPost post, DeliveryCounters deliveries, InstantSource clock, Ticker ticker, ChannelSettings settings) {
        this.post = post;
        this.delivery = new HttpDelivery(post, clock);
        this.clock = clock;
        this.ticker = ticker;
        this.settings = settings;
        this.saidAtNanos = ticker.nanos();
        this.courier = new DeliveryQueue<>(name(), Duration.ZERO, this::carry, deliveries, ticker);
    }

    void apply(ChannelSettings next) {
        settings = next;
    }

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public void send(Alert alert) {
        // Also while there is no Alertmanager: one that is told of later learns what fires then.
        report.note(alert, clock.instant());
        say();
    }

    /** Comes about once a second. */
    void tick() {
        post.abortIfLate();
        if (ticker.nanos() - saidAtNanos >= settings.interval().toNanos() && !report.isEmpty(clock.instant())) {
            say();
        }
    }

    private void say() {
        // One that waits will say all that there is to say when its turn comes.
        if (settings.alertmanager() != null && !courier.isWaiting()) {
            saidAtNanos = ticker.nanos();
            courier.take(clock.instant());
        }
    }

    private Result carry(Instant wanted) {
        ChannelSettings now = settings;
        URI uri = now.alertmanager();
        if (uri == null) {
            return new Result.Refused("it was switched off");
        }
        String base = uri.toASCIIString();
        URI api = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH);
        return delivery.deliver(
                api,
                Map.of("Content-Type", "application/json"),
                report.json(clock.instant(), now.interval().multipliedBy(LAPSE), SenderIdentity.name(now), now),
                true);
    }

    @Override
    public void close() {
        courier.close();
        post.close();
    }
}
