package io.leasewatch.channel;

import io.leasewatch.alert.Alert;
import io.leasewatch.alert.AlertChannel;

/** A channel that waits for nobody, and whose deliveries are counted. */
final class CountedChannel implements AlertChannel {

    private final AlertChannel channel;
    private final Deliveries deliveries;

    CountedChannel(AlertChannel channel, Deliveries deliveries) {
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
            deliveries.count(name(), sent ? Outcome.DELIVERED : Outcome.REFUSED);
        }
    }
}
