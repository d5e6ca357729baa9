package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes an alert as a CloudEvent 1.0 in structured JSON. */
final class CloudEvent {

    static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private CloudEvent() {}

    static String of(AlertMessage message, String sender, @Nullable String link) {
        Alert alert = message.alert();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", message.id());
        event.put("source", "//" + sender + "/leasewatch");
        event.put("type", "io.leasewatch.alert." + status(alert));
        String subject = alert.pool().isEmpty() ? alert.service() : alert.pool();
        if (!subject.isEmpty()) {
            event.put("subject", subject);
        }
        event.put("time", alert.timestamp());
        event.put("datacontenttype", "application/json");
        event.put("data", data(alert, link));
        return Json.of(event);
    }

    /** The same members as in the API. */
    private static Map<String, Object> data(Alert alert, @Nullable String link) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", alert.id());
        data.put("message", alert.message());
        data.put("timestamp", alert.timestamp());
        data.put("severity", alert.severity().word());
        data.put("pool", alert.pool());
        data.put("service", alert.service());
        data.put("rule", alert.rule());
        data.put("status", status(alert));
        data.put(
                "metadata",
                Map.of(
                        "count",
                        alert.count(),
                        "connections",
                        alert.connections().stream().map(CloudEvent::connection).toList()));
        if (link != null) {
            data.put("link", link);
        }
        return data;
    }

    private static Map<String, Object> connection(Connection connection) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", connection.id());
        json.put("endpoint", connection.endpoint());
        json.put("age", connection.age().toMillis() / 1000.0);
        json.put("userId", connection.userId());
        json.put("site", connection.site());
        return json;
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
}
