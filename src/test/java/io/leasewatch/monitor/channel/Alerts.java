package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Connection;
import io.leasewatch.spi.Alert.Status;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Alerts to send. */
final class Alerts {

    static final Instant SINCE = Instant.parse("2031-03-05T07:11:13Z");

    private Alerts() {}

    static Alert firing(String id) {
        return alert(id, Severity.WARNING, Status.FIRING, SINCE);
    }

    static Alert resolved(String id) {
        return alert(id, Severity.WARNING, Status.RESOLVED, SINCE.plusSeconds(90));
    }

    static Alert alert(String id, Severity severity, Status status, Instant at) {
        return new Alert(
                id,
                "2 connections of jdbc/app leaked: 2 taken at Orders.java:41 (<init>).",
                at,
                severity,
                "jdbc/app",
                "orders",
                "leaks",
                status,
                2,
                List.of(new Connection(
                        7, "GET /api/orders", Duration.ofMillis(31_500), "ada", "Orders.java:41 (<init>)")));
    }

    static Alert saying(String message) {
        return new Alert("1", message, SINCE, Severity.ERROR, "jdbc/app", "", "busy", Status.FIRING, 1, List.of());
    }
}
