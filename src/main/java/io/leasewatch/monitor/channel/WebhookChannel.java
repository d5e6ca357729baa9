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

/** Posts alerts as CloudEvents, and signs them if there is a secret. */
final class WebhookChannel implements AlertChannel, AutoCloseable {

    private final HttpPost post;
    private final HttpDelivery delivery;
    private final InstantSource clock;
    private final DeliveryQueue<AlertMessage> queue;
    private final MessageThreads threads;
    private volatile ChannelSettings settings;

    WebhookChannel(
            HttpPost post,
            MessageThreads threads,
            DeliveryCounters deliveries,
            InstantSource clock,
            Ticker ticker,
            ChannelSettings settings) {
        this.post = post;
        this.delivery = new HttpDelivery(post, clock);
        this.clock = clock;
        this.threads = threads;
        this.settings = settings;
        this.queue = new DeliveryQueue<>(name(), Duration.ZERO, this::deliver, deliveries, ticker);
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
        if (settings.webhook() == null) {
            threads.clear();
        } else {
            threads.next(alert)
                    .ifPresent(message ->
                            queue.add(new AlertMessage(UUID.randomUUID().toString(), message)));
        }
    }

    private Result deliver(AlertMessage message) {
        ChannelSettings now = settings;
        URI uri = now.webhook();
        if (uri == null) {
            return new Result.Refused("the channel was switched off");
        }
        String body = CloudEvent.of(message, SenderIdentity.name(now), SenderIdentity.link(now, message.alert()));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", CloudEvent.CONTENT_TYPE);
        if (!now.secret().isEmpty()) {
            // The time of this attempt: a receiver may reject old messages.
            String timestamp = Long.toString(clock.instant().getEpochSecond());
            headers.put(Signature.TIMESTAMP, timestamp);
            headers.put(Signature.HEADER, Signature.of(now.secret(), timestamp, body));
        }
        return delivery.deliver(uri, headers, body, now.privateAddresses());
    }

    /** To be called about once a second. */
    void tick() {
        post.abortIfLate();
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
