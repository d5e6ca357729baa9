package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.channel.Transport.Result;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import java.time.Duration;

/** A channel that somebody else made: its alerts are brought to it by a thread of its own, where it may wait, fail and hang. */
final class AsyncChannel implements AlertChannel, AutoCloseable {

    private final String name;
    private final DeliveryQueue<Alert> courier;

    AsyncChannel(AlertChannel channel, DeliveryCounters deliveries, Ticker ticker) {
        this.name = channel.name();
        this.courier = new DeliveryQueue<>(
                name,
                Duration.ZERO,
                alert -> {
                    channel.send(alert);
                    return new Result.Arrived();
                },
                deliveries,
                ticker);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(Alert alert) {
        courier.take(alert);
    }

    @Override
    public void close() {
        courier.close();
    }
}
