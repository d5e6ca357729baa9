package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.channel.Transport.Result;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import java.time.Duration;

/** Wraps a channel that an application provides. A thread per channel calls it, so it may block, fail or hang. */
final class AsyncChannel implements AlertChannel, AutoCloseable {

    private final String name;
    private final DeliveryQueue<Alert> queue;

    AsyncChannel(AlertChannel channel, DeliveryCounters deliveries, Ticker ticker) {
        this.name = channel.name();
        this.queue = new DeliveryQueue<>(
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
        queue.add(alert);
    }

    @Override
    public void close() {
        queue.close();
    }
}
