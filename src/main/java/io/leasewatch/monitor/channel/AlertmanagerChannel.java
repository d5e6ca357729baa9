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
 * Posts alerts to an Alertmanager with version 2 of its API, at once and again at intervals. An alert that is not posted again expires
 * there after four intervals, so that no alert fires for ever when this server is gone.
 *
 * <p>Each post has all alerts, so a lost post does no harm.
 */
final class AlertmanagerChannel implements AlertChannel, AutoCloseable {

    private static final int LAPSE = 4;
    private static final String PATH = "/api/v2/alerts";

    private final AlertmanagerReport report = new AlertmanagerReport();
    private final HttpPost post;
    private final HttpDelivery delivery;
    private final InstantSource clock;
    private final Ticker ticker;
    private final DeliveryQueue<Instant> queue;
    private volatile ChannelSettings settings;
    private volatile long postedAtNanos;

    AlertmanagerChannel(
            HttpPost post, DeliveryCounters deliveries, InstantSource clock, Ticker ticker, ChannelSettings settings) {
        this.post = post;
        this.delivery = new HttpDelivery(post, clock);
        this.clock = clock;
        this.ticker = ticker;
        this.settings = settings;
        this.postedAtNanos = ticker.nanos();
        this.queue = new DeliveryQueue<>(name(), Duration.ZERO, this::deliver, deliveries, ticker);
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
        // Recorded without an Alertmanager too: one that is configured later gets the alerts that fire then.
        report.record(alert, clock.instant());
        post();
    }

    /** To be called about once a second. */
    void tick() {
        post.abortIfLate();
        if (ticker.nanos() - postedAtNanos >= settings.interval().toNanos() && !report.isEmpty(clock.instant())) {
            post();
        }
    }

    private void post() {
        // A post that waits is encoded when its turn comes, and then has all alerts.
        if (settings.alertmanager() != null && !queue.isWaiting()) {
            postedAtNanos = ticker.nanos();
            queue.add(clock.instant());
        }
    }

    private Result deliver(Instant wanted) {
        ChannelSettings now = settings;
        URI uri = now.alertmanager();
        if (uri == null) {
            return new Result.Refused("the channel was switched off");
        }
        String base = uri.toASCIIString();
        URI api = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH);
        return delivery.deliver(
                api,
                Map.of("Content-Type", "application/json"),
                report.json(clock.instant(), now.interval().multipliedBy(LAPSE), SenderIdentity.name(now), now),
                true);
    }

    /** Waits until every message was tried once, for at most {@code longest}. */
    void flush(Duration longest) {
        queue.flush(longest);
    }

    @Override
    public void close() {
        queue.close();
        post.close();
    }
}
