package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;

/** Wraps a channel that does not block, and counts its deliveries. */
final class CountedChannel implements AlertChannel {

    private final AlertChannel channel;
    private final DeliveryCounters deliveries;

    CountedChannel(AlertChannel channel, DeliveryCounters deliveries) {
        this.channel = channel;
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public void send(Alert alert) {
        boolean sent = false;
        try {
            channel.send(alert);
            sent = true;
        } finally {
            deliveries.count(name(), sent ? DeliveryOutcome.DELIVERED : DeliveryOutcome.REFUSED);
        }
    }
}
