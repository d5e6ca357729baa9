package io.leasewatch.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert: a condition that a rule found, in one state of its life. Immutable.
 *
 * @param id unchanged from the first firing until the alert is resolved; it never names another alert of this server, even after a restart
 * @param message one sentence for people
 * @param timestamp when the alert entered this state
 * @param severity how severe the condition is
 * @param pool the name of the affected pool, empty if the alert is not about a pool
 * @param service the name of the affected service, empty if there are several or none
 * @param rule the name of the rule that raised the alert
 * @param status whether the condition still holds
 * @param count the number of affected items, such as leases
 * @param connections the first of the affected leases; copied, never {@code null}
 * @param silence set while notifications are suppressed, otherwise {@code null}
 */
public record Alert(
        String id,
        String message,
        Instant timestamp,
        Severity severity,
        String pool,
        String service,
        String rule,
        Status status,
        int count,
        List<Connection> connections,
        @Nullable Silence silence) {

    public Alert {
        connections = List.copyOf(connections);
    }

    /** Creates an alert that is not silenced. */
    public Alert(
            String id,
            String message,
            Instant timestamp,
            Severity severity,
            String pool,
            String service,
            String rule,
            Status status,
            int count,
            List<Connection> connections) {
        this(id, message, timestamp, severity, pool, service, rule, status, count, connections, null);
    }

    /** Returns this alert as resolved at {@code now}, which {@code sentence} says. */
    public Alert resolvedAt(Instant now, String sentence) {
        return new Alert(
                id, sentence, now, severity, pool, service, rule, Status.RESOLVED, count, connections, silence);
    }

    /** Returns this alert with another silence, {@code null} for none. */
    public Alert with(@Nullable Silence other) {
        return new Alert(id, message, timestamp, severity, pool, service, rule, status, count, connections, other);
    }

    /** Returns this alert with another id. */
    public Alert withId(String other) {
        return new Alert(other, message, timestamp, severity, pool, service, rule, status, count, connections, silence);
    }

    public boolean isFiring() {
        return status == Status.FIRING;
    }

    /** Whether the condition of an alert holds. */
    public enum Status {
        FIRING,
        RESOLVED
    }

    /**
     * A lease that an alert is about.
     *
     * @param id the id of the lease
     * @param endpoint the operation that acquired the connection
     * @param age how long the lease had been open
     * @param userId the user that the connection was acquired for, empty if there is none
     * @param site the line of code that acquired the connection
     */
    public record Connection(long id, String endpoint, Duration age, String userId, String site) {}
}
