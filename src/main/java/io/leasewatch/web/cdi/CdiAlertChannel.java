package io.leasewatch.web.cdi;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Vetoed;

/**
 * Fires each alert as an asynchronous CDI event, which beans of the monitor observe with {@code void alerted(@ObservesAsync Alert
 * alert)}, on threads of the server.
 */
@Vetoed
final class CdiAlertChannel implements AlertChannel {

    private final Event<Alert> event;

    CdiAlertChannel(Event<Alert> event) {
        this.event = event;
    }

    @Override
    public String name() {
        return "event";
    }

    @Override
    public void send(Alert alert) {
        event.fireAsync(alert);
    }
}
