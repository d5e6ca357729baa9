package io.leasewatch.monitor;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.Event.Kind;
import io.leasewatch.monitor.identity.LeakIdentities;
import io.leasewatch.monitor.identity.LeakIdentity;
import io.leasewatch.monitor.incident.Incident;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.HoldersSnapshot;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.reclaim.Reclaim;
import io.leasewatch.monitor.view.AlertView;
import io.leasewatch.monitor.view.HoldersView;
import io.leasewatch.monitor.view.LeakView;
import io.leasewatch.monitor.view.ReclaimView;
import io.leasewatch.spi.Alert;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts leaks, alerts, snapshots, reclaims, incidents and actions of admins to events for the history. The body is the JSON that the API
 * shows to admins.
 *
 * <p>Ids of leases, reclaims and snapshots start again at every start of the monitor, so the key of their events consists of the start time and the id.
 *
 * <p>Thread-safe.
 */
public final class EventMapper {

    /** The maximum length of a body. A longer body is created without stacks, because truncated JSON would not be readable. */
    private static final int MAX_BODY_LENGTH = 100_000;

    private final LeaseRegistry registry;
    private final InstantSource clock;
    private final String instance;
    private final LeakIdentities identities;
    private final Function<Object, String> json;
    private final String run;
    private final AtomicLong acts = new AtomicLong();

    /** @param instance the name of this server in the history */
    public EventMapper(
            LeaseRegistry registry,
            LeakIdentities identities,
            InstantSource clock,
            String instance,
            Function<Object, String> json) {
        this.registry = registry;
        this.identities = identities;
        this.clock = clock;
        this.instance = instance;
        this.json = json;
        this.run = Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
    }

    public String instance() {
        return instance;
    }

    public Instant now() {
        return clock.instant();
    }

    /** The current state of a leak. */
    public Event of(Leak leak) {
        return of(leak, leak.ending());
    }

    /** A leak that has ended in that way, {@code null} if it is open. */
    public Event of(Leak leak, @Nullable Ending ending) {
        String full = json.apply(view(leak, ending, true));
        String body = fits(full) ? full : json.apply(view(leak, ending, false));
        return new Event(
                instance,
                leak.detectedAt(),
                Kind.LEAK,
                run + leak.lease().id(),
                leak.lease().pool().name(),
                leak.lease().borrower().operation().service(),
                leak.kind(),
                ending == null,
                fitting(body));
    }

    private LeakView view(Leak leak, @Nullable Ending ending, boolean stacks) {
        return LeakView.of(leak, ending, identities.of(leak), registry, now(), stacks);
    }

    /** What is known of the leaks of a line, whose key is that of the event. */
    public Event of(LeakIdentity identity) {
        return new Event(
                instance,
                identity.lastSeen(),
                Kind.IDENTITY,
                identity.key(),
                "",
                identity.application(),
                identity.kind(),
                false,
                fitting(json.apply(identity)));
    }

    /** The current state of an alert. */
    public Event of(Alert alert) {
        return new Event(
                instance,
                alert.timestamp(),
                Kind.ALERT,
                alert.id(),
                alert.pool(),
                alert.service(),
                alert.severity().word(),
                alert.isFiring(),
                fitting(json.apply(AlertView.of(alert))));
    }

    /** A snapshot of the holders of a pool. */
    public Event of(HoldersSnapshot snapshot) {
        String full = json.apply(HoldersView.of(snapshot, true));
        String body = fits(full) ? full : json.apply(HoldersView.of(snapshot, false));
        return event(
                snapshot.takenAt(),
                Kind.HOLDERS,
                snapshot.id(),
                snapshot.reading().poolName(),
                body);
    }

    /** The current state of a reclaim. */
    public Event of(Reclaim reclaim) {
        return event(
                reclaim.at(),
                Kind.RECLAIM,
                reclaim.id(),
                reclaim.lease().pool().name(),
                json.apply(ReclaimView.of(reclaim)));
    }

    /** The current state of an incident, whose id is the key. */
    public Event of(Incident incident) {
        return new Event(
                instance,
                incident.openedAt(),
                Kind.INCIDENT,
                incident.id(),
                incident.pool(),
                "",
                incident.cause(),
                incident.open(),
                fitting(json.apply(incident)));
    }

    /** An action of an admin. */
    public Event act(String by, String operation, Object details) {
        Instant now = now();
        return event(now, Kind.ACT, acts.incrementAndGet(), "", json.apply(new Act(now, by, operation, details)));
    }

    private Event event(Instant at, Kind kind, Object id, String pool, String body) {
        return new Event(instance, at, kind, run + id, pool, fitting(body));
    }

    private static String fitting(String body) {
        return fits(body) ? body : "{}";
    }

    private static boolean fits(String body) {
        return body.length() <= MAX_BODY_LENGTH;
    }

    /** The body of an action of an admin. {@code details} depends on the operation. */
    public record Act(Instant at, String by, String operation, Object details) {}
}
