package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Connection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An alert as a CloudEvent 1.0 in structured JSON. */
record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        @Nullable String subject,
        String time,
        String datacontenttype,
        Data data) {

    static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    static String of(AlertMessage message, String sender, @Nullable String link) {
        Alert alert = message.alert();
        String subject = alert.pool().isEmpty() ? alert.service() : alert.pool();
        return Json.of(new CloudEvent(
                "1.0",
                message.id(),
                "//" + sender + "/leasewatch",
                "io.leasewatch.alert." + status(alert),
                subject.isEmpty() ? null : subject,
                alert.timestamp().toString(),
                "application/json",
                Data.of(alert, link)));
    }

    static String status(Alert alert) {
        return alert.status().name().toLowerCase(Locale.ROOT);
    }

    static List<String> sites(Alert alert, int most) {
        return alert.connections().stream()
                .map(Connection::site)
                .distinct()
                .limit(most)
                .toList();
    }

    /** The alert, with the same members as in the API. */
    private record Data(
            String id,
            String message,
            String timestamp,
            String severity,
            String pool,
            String service,
            String rule,
            String status,
            Metadata metadata,
            @Nullable String link) {

        static Data of(Alert alert, @Nullable String link) {
            return new Data(
                    alert.id(),
                    alert.message(),
                    alert.timestamp().toString(),
                    alert.severity().word(),
                    alert.pool(),
                    alert.service(),
                    alert.rule(),
                    CloudEvent.status(alert),
                    new Metadata(
                            alert.count(),
                            alert.connections().stream().map(Lease::of).toList()),
                    link);
        }
    }

    private record Metadata(int count, List<Lease> connections) {}

    private record Lease(long id, String endpoint, double age, String userId, String site) {

        static Lease of(Connection connection) {
            return new Lease(
                    connection.id(),
                    connection.endpoint(),
                    connection.age().toMillis() / 1000.0,
                    connection.userId(),
                    connection.site());
        }
    }
}
