package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.channel.Transport.Result;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Posts CloudEvents, and signs them where there is a secret. */
final class WebhookChannel implements AlertChannel, AutoCloseable {

    private final HttpPost post;
    private final HttpDelivery delivery;
    private final InstantSource clock;
    private final DeliveryQueue<AlertMessage> courier;
    private volatile ChannelSettings settings;

    WebhookChannel(
            HttpPost post, DeliveryCounters deliveries, InstantSource clock, Ticker ticker, ChannelSettings settings) {
        this.post = post;
        this.delivery = new HttpDelivery(post, clock);
        this.clock = clock;
        this.settings = settings;
        this.courier = new DeliveryQueue<>(name(), Duration.ZERO, this::carry, deliveries, ticker);
    }

    void apply(ChannelSettings next) {
        settings = next;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(Alert alert) {
        if (settings.webhook() != null) {
            courier.take(new AlertMessage(UUID.randomUUID().toString(), alert));
        }
    }

    private Result carry(AlertMessage letter) {
        ChannelSettings now = settings;
        URI uri = now.webhook();
        if (uri == null) {
            return new Result.Refused("it was switched off");
        }
        String body = CloudEvent.of(letter, SenderIdentity.name(now), SenderIdentity.link(now, letter.alert()));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", CloudEvent.CONTENT_TYPE);
        if (!now.secret().isEmpty()) {
            // Of this attempt: whoever gets it may refuse what is old.
            String timestamp = Long.toString(clock.instant().getEpochSecond());
            headers.put(Signature.TIMESTAMP, timestamp);
            headers.put(Signature.HEADER, Signature.of(now.secret(), timestamp, body));
        }
        return delivery.deliver(uri, headers, body, now.privateAddresses());
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
