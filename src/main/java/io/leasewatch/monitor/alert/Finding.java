package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Alert.Connection;
import io.leasewatch.spi.Severity;
import java.util.List;

/**
 * What a rule found at this moment about one pool, or about one service.
 *
 * @param subject what tells one alert of a rule from the others: the pool's name, or the service's
 * @param pool the pool, empty if it is about a service
 * @param service the service, empty if several or none
 * @param severity how bad it is
 * @param message one sentence
 * @param count how many things it counts
 * @param connections leases to name
 */
public record Finding(
        String subject,
        String pool,
        String service,
        Severity severity,
        String message,
        int count,
        List<Connection> connections) {

    public Finding {
        connections = List.copyOf(connections);
    }

    /** One about a pool. */
    public Finding(
            String pool, String service, Severity severity, String message, int count, List<Connection> connections) {
        this(pool, pool, service, severity, message, count, connections);
    }

    /** One about a service. */
    public static Finding ofService(String service, Severity severity, String message, int count) {
        return new Finding(service, "", service, severity, message, count, List.of());
    }
}
