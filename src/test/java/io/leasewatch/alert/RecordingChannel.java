package io.leasewatch.alert;

import java.util.ArrayList;
import java.util.List;

/** Remembers what was sent down it. */
final class RecordingChannel implements AlertChannel {

    final List<Alert> sent = new ArrayList<>();

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public void send(Alert alert) {
        sent.add(alert);
    }

    /** What was sent, as words such as {@code firing warning}. */
    List<String> words() {
        return sent.stream()
                .map(alert -> (alert.isFiring() ? "firing " : "resolved ")
                        + alert.severity().word())
                .toList();
    }
}
