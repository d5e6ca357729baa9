package io.leasewatch.channel;

import io.leasewatch.alert.Alert;
import io.leasewatch.alert.AlertChannel;
import io.leasewatch.channel.Carrier.Result;
import io.leasewatch.time.Ticker;
import java.time.Duration;

/** A channel that somebody else made: its alerts are brought to it by a thread of its own, where it may wait, fail and hang. */
final class OwnChannel implements AlertChannel, AutoCloseable {

    private final String name;
    private final Courier<Alert> courier;

    OwnChannel(AlertChannel channel, Deliveries deliveries, Ticker ticker) {
        this.name = channel.name();
        this.courier = new Courier<>(
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
