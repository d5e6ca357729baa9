package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.channel.Transport.Result;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Posts to an incoming webhook of Slack. */
final class SlackChannel implements AlertChannel, AutoCloseable {

    /** Slack wants no more than one message a second. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final HttpPost post;
    private final HttpDelivery delivery;
    private final DeliveryQueue<Alert> courier;
    private volatile ChannelSettings settings;

    SlackChannel(
            HttpPost post, DeliveryCounters deliveries, InstantSource clock, Ticker ticker, ChannelSettings settings) {
        this.post = post;
        this.delivery = new HttpDelivery(post, clock);
        this.settings = settings;
        this.courier = new DeliveryQueue<>(name(), PACE, this::carry, deliveries, ticker);
    }

    void apply(ChannelSettings next) {
        settings = next;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public void send(Alert alert) {
        if (settings.slack() != null) {
            courier.take(alert);
        }
    }

    private Result carry(Alert alert) {
        ChannelSettings now = settings;
        URI uri = now.slack();
        if (uri == null) {
            return new Result.Refused("it was switched off");
        }
        return delivery.deliver(
                uri,
                Map.of("Content-Type", "application/json; charset=UTF-8"),
                SlackMessage.of(alert, SenderIdentity.name(now), SenderIdentity.link(now, alert)),
                now.privateAddresses());
    }

    /** Comes about once a second. */
    void tick() {
        post.abortIfLate();
    }

    @Override
    public void close() {
        courier.close();
        post.close();
    }
}
