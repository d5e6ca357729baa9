package io.leasewatch.monitor.history;

import java.time.Instant;

/**
 * An event in the history: a leak, an alert, a snapshot of the holders of a pool, a reclaim, an incident, the identity of leaks, or an action of an admin.
 *
 * @param instance the server on which it happened
 * @param at when it happened
 * @param kind the kind of event
 * @param key identifies the subject; a later event with the same server, kind and key replaces this one
 * @param pool the pool, empty if there is none
 * @param service the service, empty if there is none
 * @param category the kind of a leak or of an identity, the severity of an alert or the cause of an incident, empty for other events
 * @param open whether a leak or an incident is open or an alert is firing
 * @param body the complete event, as JSON
 */
public record Event(
        String instance,
        Instant at,
        Kind kind,
        String key,
        String pool,
        String service,
        String category,
        boolean open,
        String body) {

    /** An event that is neither a leak nor an alert. */
    public Event(String instance, Instant at, Kind kind, String key, String pool, String body) {
        this(instance, at, kind, key, pool, "", "", false, body);
    }

    /** The kind of an event. */
    public enum Kind {
        LEAK,
        ALERT,
        HOLDERS,
        RECLAIM,
        INCIDENT,
        /** What is known of the leaks of a line over restarts and releases. Kept for longer than other events. */
        IDENTITY,
        /** An action of an admin. */
        ACT
    }
}
