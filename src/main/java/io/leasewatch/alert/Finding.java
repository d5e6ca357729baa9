package io.leasewatch.alert;

import io.leasewatch.alert.Alert.Connection;
import java.util.List;

/**
 * What a rule found at this moment about one pool.
 *
 * @param pool the pool
 * @param service the service, empty if several or none
 * @param severity how bad it is
 * @param message one sentence
 * @param count how many things it counts
 * @param connections leases to name
 */
public record Finding(
        String pool, String service, Severity severity, String message, int count, List<Connection> connections) {

    public Finding {
        connections = List.copyOf(connections);
    }
}
