package io.leasewatch.wiring;

import io.leasewatch.alert.Alert;
import io.leasewatch.alert.AlertChannel;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Vetoed;

/** Has beans of the monitor told: {@code void alerted(@ObservesAsync Alert alert)}. They are, on threads of the server. */
@Vetoed
final class EventChannel implements AlertChannel {

    private final Event<Alert> event;

    EventChannel(Event<Alert> event) {
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
