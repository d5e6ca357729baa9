package io.leasewatch.web.history;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.Event.Kind;
import io.leasewatch.monitor.leak.HoldersSnapshot;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.Reclaim;
import io.leasewatch.spi.Alert;
import io.leasewatch.web.http.JsonFormat;
import io.leasewatch.web.view.AlertView;
import io.leasewatch.web.view.HoldersView;
import io.leasewatch.web.view.LeakView;
import io.leasewatch.web.view.ReclaimView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes down what happened as the API shows it to admins, for the history. Thread-safe.
 *
 * <p>Ids begin anew with each start of the monitor, so that a key is an id with the moment of that start.
 */
public final class EventMapper {

    /** What does not fit is of no use to anybody as JSON, so the stacks are left out first. */
    private static final int LONGEST = 100_000;

    private final LeaseRegistry registry;
    private final InstantSource clock;
    private final String instance;
    private final String run;
    private final AtomicLong acts = new AtomicLong();

    /** {@code instance} is this server's name in the history. */
    public EventMapper(LeaseRegistry registry, InstantSource clock, String instance) {
        this.registry = registry;
        this.clock = clock;
        this.instance = instance;
        this.run = Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
    }

    String instance() {
        return instance;
    }

    Instant now() {
        return clock.instant();
    }

    /** A leak, as it is now. */
    public Event of(Leak leak) {
        String whole = json(LeakView.of(leak, registry, now(), true));
        String body = fits(whole) ? whole : json(LeakView.of(leak, registry, now(), false));
        return event(
                leak.detectedAt(),
                Kind.LEAK,
                leak.lease().id(),
                leak.lease().pool().name(),
                body);
    }

    /** An alert, as it is now. */
    public Event of(Alert alert) {
        return event(alert.timestamp(), Kind.ALERT, alert.id(), alert.pool(), json(AlertView.of(alert)));
    }

    /** A look at who held a pool. */
    public Event of(HoldersSnapshot snapshot) {
        String whole = json(HoldersView.of(snapshot, true));
        String body = fits(whole) ? whole : json(HoldersView.of(snapshot, false));
        return event(
                snapshot.takenAt(),
                Kind.HOLDERS,
                snapshot.id(),
                snapshot.reading().poolName(),
                body);
    }

    /** A step to get a lease back, as far as it has come. */
    public Event of(Reclaim act) {
        return event(act.at(), Kind.RECLAIM, act.id(), act.lease().pool().name(), json(ReclaimView.of(act)));
    }

    /** Something that an admin did. */
    Event act(String by, String operation, Object details) {
        Instant now = now();
        return event(now, Kind.ACT, acts.incrementAndGet(), "", json(new Act(now, by, operation, details)));
    }

    private Event event(Instant at, Kind kind, Object id, String pool, String body) {
        return new Event(instance, at, kind, run + id, pool, fits(body) ? body : "{}");
    }

    private static boolean fits(String body) {
        return body.length() <= LONGEST;
    }

    private static String json(Object view) {
        return JsonFormat.JSON.toJson(view);
    }

    /** What an admin did; {@code details} depend on the operation. */
    public record Act(Instant at, String by, String operation, Object details) {}
}
