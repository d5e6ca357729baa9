package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;

/** Loses whatever is sent down it. */
final class FailingChannel implements AlertChannel {

    private final Error failure = new NoClassDefFoundError("com/example/Missing");

    @Override
    public String name() {
        return "failing";
    }

    @Override
    public void send(Alert alert) {
        throw failure;
    }
}
