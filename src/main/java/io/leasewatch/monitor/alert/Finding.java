package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Alert.Connection;
import io.leasewatch.spi.Severity;
import java.util.List;

/**
 * A condition that a rule found for one pool or one service. Immutable.
 *
 * @param subject the key of the alert within its rule: the name of the pool or service
 * @param pool the name of the pool, empty if the finding is about a service
 * @param service the name of the service, empty if there are several or none
 * @param severity how severe the condition is
 * @param message one sentence for people
 * @param count the number of affected items, such as leases
 * @param connections some of the affected leases
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

    /** Creates a finding about a pool. */
    public Finding(
            String pool, String service, Severity severity, String message, int count, List<Connection> connections) {
        this(pool, pool, service, severity, message, count, connections);
    }

    /** Returns this finding with another message. */
    Finding saying(String other) {
        return new Finding(subject, pool, service, severity, other, count, connections);
    }

    /** Creates a finding about a service. */
    public static Finding ofService(String service, Severity severity, String message, int count) {
        return new Finding(service, "", service, severity, message, count, List.of());
    }
}
