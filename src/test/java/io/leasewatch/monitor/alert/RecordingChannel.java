package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was sent down it. */
public final class RecordingChannel implements AlertChannel {

    public final List<Alert> sent = new ArrayList<>();
    private final String name;

    RecordingChannel() {
        this("recording");
    }

    public RecordingChannel(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(Alert alert) {
        sent.add(alert);
    }

    /** What was sent, as words such as {@code firing warning}. */
    public List<String> words() {
        return sent.stream()
                .map(alert -> (alert.isFiring() ? "firing " : "resolved ")
                        + alert.severity().word())
                .toList();
    }
}
