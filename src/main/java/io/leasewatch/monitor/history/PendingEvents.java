package io.leasewatch.monitor.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The last state of each subject that changed since the history was written. Thread-safe; the lock is held only to change the map. */
final class PendingEvents {

    static final int MOST = 1000;

    private final Map<Object, Supplier<Event>> events = new LinkedHashMap<>();

    /** Replaces what is pending for {@code subject}. {@code false} if there is no room. */
    synchronized boolean put(Object subject, Supplier<Event> event) {
        if (events.size() >= MOST && !events.containsKey(subject)) {
            return false;
        }
        events.put(subject, event);
        return true;
    }

    synchronized List<Supplier<Event>> take() {
        List<Supplier<Event>> all = List.copyOf(events.values());
        events.clear();
        return all;
    }
}
