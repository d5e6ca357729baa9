package io.leasewatch.monitor;

import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.leak.HoldersSnapshot;
import io.leasewatch.monitor.leak.Reclaim;
import io.leasewatch.spi.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the alerts, snapshots of holders and reclaims that changed since the previous poll, which have no listeners. Not
 * thread-safe; one thread polls.
 */
public final class ChangeTracker {

    private final Changes<Alert> alerts;
    private final Changes<HoldersSnapshot> holders;
    private final Changes<Reclaim> reclaims;

    public ChangeTracker(
            EventMapper mapper,
            Supplier<List<Alert>> alerts,
            Supplier<List<HoldersSnapshot>> holders,
            Supplier<List<Reclaim>> reclaims) {
        this.alerts = new Changes<>(alerts, Alert::id, mapper::of);
        this.holders = new Changes<>(holders, HoldersSnapshot::id, mapper::of);
        this.reclaims = new Changes<>(reclaims, Reclaim::id, mapper::of);
    }

    /** Returns the current state of each record that changed since the previous call. */
    List<Event> poll() {
        List<Event> events = new ArrayList<>();
        alerts.addChangesTo(events);
        holders.addChangesTo(events);
        reclaims.addChangesTo(events);
        return events;
    }

    /** Records of one type. A change replaces the record, so an unchanged record is the same object as at the previous poll. */
    private static final class Changes<T> {
        private final Supplier<List<T>> records;
        private final Function<T, Object> id;
        private final Function<T, Event> event;
        private Map<Object, T> previous = Map.of();

        Changes(Supplier<List<T>> records, Function<T, Object> id, Function<T, Event> event) {
            this.records = records;
            this.id = id;
            this.event = event;
        }

        void addChangesTo(List<Event> events) {
            Map<Object, T> now = new HashMap<>();
            for (T current : records.get()) {
                now.put(id.apply(current), current);
                if (previous.get(id.apply(current)) != current) {
                    events.add(event.apply(current));
                }
            }
            previous = now;
        }
    }
}
