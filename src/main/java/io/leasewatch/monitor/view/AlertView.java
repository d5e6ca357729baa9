package io.leasewatch.monitor.view;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Connection;
import io.leasewatch.spi.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The latest state of an alert. {@code silencedUntil} and {@code silencedBy} are {@code null} if the alert is not silenced. */
public record AlertView(
        String id,
        String message,
        Instant timestamp,
        String severity,
        String pool,
        String service,
        String rule,
        String status,
        @Nullable Instant silencedUntil,
        @Nullable String silencedBy,
        Metadata metadata) {

    public static AlertView of(Alert alert) {
        Silence silence = alert.silence();
        return new AlertView(
                alert.id(),
                alert.message(),
                alert.timestamp(),
                alert.severity().word(),
                alert.pool(),
                alert.service(),
                alert.rule(),
                alert.status().name().toLowerCase(Locale.ROOT),
                silence == null ? null : silence.until(),
                silence == null ? null : silence.by(),
                new Metadata(
                        alert.count(),
                        alert.connections().stream().map(ConnectionView::of).toList()));
    }

    /** The count of the alert, and the first of the leases it is about. */
    public record Metadata(int count, List<ConnectionView> connections) {}

    /** A lease that an alert is about. {@code age} is in seconds, at the time of the alert. */
    public record ConnectionView(long id, String endpoint, double age, String userId, String site) {

        public static ConnectionView of(Connection connection) {
            return new ConnectionView(
                    connection.id(),
                    connection.endpoint(),
                    LeaseView.seconds(connection.age().toNanos()),
                    connection.userId(),
                    connection.site());
        }
    }
}
