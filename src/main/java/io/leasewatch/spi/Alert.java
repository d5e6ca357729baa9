package io.leasewatch.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that people should know, at one moment of its life.
 *
 * @param id the same from its first firing to its resolution
 * @param message one sentence
 * @param timestamp when it came to this state
 * @param severity how bad it is
 * @param pool the pool it is about, empty if none
 * @param service the service it is about, empty if several or none
 * @param rule the name of the rule that found it
 * @param status whether the condition holds
 * @param count how many things it counts, leases for example
 * @param connections the first of the leases it is about
 * @param silence while nothing is sent about it, {@code null} if it is not silenced
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

    /** One that is not silenced. */
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

    public Alert resolvedAt(Instant now) {
        return new Alert(id, message, now, severity, pool, service, rule, Status.RESOLVED, count, connections, silence);
    }

    public Alert with(@Nullable Silence other) {
        return new Alert(id, message, timestamp, severity, pool, service, rule, status, count, connections, other);
    }

    public boolean isFiring() {
        return status == Status.FIRING;
    }

    /** Whether the condition holds. */
    public enum Status {
        FIRING,
        RESOLVED
    }

    /**
     * A lease that an alert is about.
     *
     * @param id the lease's id
     * @param endpoint the operation that took it
     * @param age how old it was
     * @param userId the user it was taken for, empty if none
     * @param site the line that took it
     */
    public record Connection(long id, String endpoint, Duration age, String userId, String site) {}
}
