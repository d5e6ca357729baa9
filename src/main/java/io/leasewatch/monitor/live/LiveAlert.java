package io.leasewatch.monitor.live;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Silence;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An alert in the live feed. */
public record LiveAlert(
        String id,
        String message,
        Instant timestamp,
        String severity,
        String pool,
        String rule,
        String status,
        @Nullable Instant silencedUntil,
        @Nullable String silencedBy) {

    public static LiveAlert of(Alert alert) {
        Silence silence = alert.silence();
        return new LiveAlert(
                alert.id(),
                alert.message(),
                alert.timestamp(),
                alert.severity().word(),
                alert.pool(),
                alert.rule(),
                alert.status().name().toLowerCase(Locale.ROOT),
                silence == null ? null : silence.until(),
                silence == null ? null : silence.by());
    }
}
