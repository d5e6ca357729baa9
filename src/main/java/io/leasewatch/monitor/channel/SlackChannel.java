package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.channel.Transport.Result;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Posts alerts to an incoming webhook of Slack. */
final class SlackChannel implements AlertChannel, AutoCloseable {

    /** Slack accepts one message per second. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final HttpPost post;
    private final HttpDelivery delivery;
    private final DeliveryQueue<Alert> queue;
    private final MessageThreads threads;
    private volatile ChannelSettings settings;

    SlackChannel(
            HttpPost post,
            MessageThreads threads,
            DeliveryCounters deliveries,
            InstantSource clock,
            Ticker ticker,
            ChannelSettings settings) {
        this.post = post;
        this.delivery = new HttpDelivery(post, clock);
        this.threads = threads;
        this.settings = settings;
        this.queue = new DeliveryQueue<>(name(), PACE, this::deliver, deliveries, ticker);
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
        if (settings.slack() == null) {
            threads.clear();
        } else {
            threads.next(alert).ifPresent(queue::add);
        }
    }

    private Result deliver(Alert alert) {
        ChannelSettings now = settings;
        URI uri = now.slack();
        if (uri == null) {
            return new Result.Refused("the channel was switched off");
        }
        return delivery.deliver(
                uri,
                Map.of("Content-Type", "application/json; charset=UTF-8"),
                SlackMessage.of(alert, SenderIdentity.name(now), SenderIdentity.link(now, alert)),
                now.privateAddresses());
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
