package io.leasewatch.rest;

import io.leasewatch.alert.Alert;
import java.time.Instant;
import java.util.Locale;

/** An alert in a line. */
public record LiveAlert(
        String id, String message, Instant timestamp, String severity, String pool, String rule, String status) {

    static LiveAlert of(Alert alert) {
        return new LiveAlert(
                alert.id(),
                alert.message(),
                alert.timestamp(),
                alert.severity().word(),
                alert.pool(),
                alert.rule(),
                alert.status().name().toLowerCase(Locale.ROOT));
    }
}
