package io.leasewatch.web.history;

import io.leasewatch.monitor.HistoryRecording;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.monitor.history.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds events on this server and on other servers that share the store, including events before their last start.
 *
 * <p>Events in the memory of this monitor come first, in their current state; then those that are only in the store, newest first.
 */
@ApplicationScoped
public class EventSearch {

    private static final int PAGE = 200;
    private static final Set<String> STACKS = Set.of("stack", "stackOrigins");
    private static final String OTHERWISE =
            "Leave out the parameter since to get the events in the memory of this monitor.";

    @Inject
    private StoreReader store;

    @Inject
    private HistoryRecording recording;

    /**
     * Finds events. Answers 503 if the store is not available.
     *
     * @param known the events in the memory of this monitor
     */
    public Found find(EventQuery search, List<Event> known) {
        return store.query(kept -> find(search, known, kept), OTHERWISE);
    }

    /** Finds events among those in the memory of this monitor. */
    public static Found among(EventQuery search, List<Event> known) {
        Found found = new Found(search);
        known.forEach(found::add);
        return found;
    }

    /** The complete event. */
    public static JsonObject body(Event event) {
        return Json.createObjectBuilder(Found.read(event.body()))
                .add("instance", event.instance())
                .build();
    }

    private Found find(EventQuery search, List<Event> known, HistoryStore store) throws SQLException {
        Found found = new Found(search);
        Set<String> keys = new HashSet<>();
        for (Event event : known) {
            keys.add(event.key());
            found.add(event);
        }
        // The range ends now, so that events written while paging do not shift the pages.
        TimeRange span = TimeRange.between(
                        search.since(), recording.mapper().now().plusSeconds(1))
                .of(search.pool());
        for (int skipped = 0; ; skipped += PAGE) {
            List<Event> page = store.events(span, search.filter(), PAGE, skipped);
            page.stream()
                    .filter(event ->
                            !event.instance().equals(recording.mapper().instance()) || !keys.contains(event.key()))
                    .forEach(found::add);
            if (page.size() < PAGE) {
                return found;
            }
        }
    }

    /** The events found so far: their number, and those to return. Not thread-safe. */
    public static final class Found {
        private final EventQuery search;
        private final List<JsonObject> shown = new ArrayList<>();
        private int count;
        private int marked;

        Found(EventQuery search) {
            this.search = search;
        }

        void add(Event event) {
            if (event.at().isBefore(search.since()) || !search.filter().includes(event)) {
                return;
            }
            count++;
            if (event.open()) {
                marked++;
            }
            if (count > search.skipped() && shown.size() < search.most()) {
                JsonObject body = body(event);
                shown.add(search.stacks() ? body : withoutStacks(body));
            }
        }

        /** The number of events that match, returned or not. */
        public int count() {
            return count;
        }

        /** The number of matching events that are open. */
        public int open() {
            return marked;
        }

        public List<JsonObject> shown() {
            return shown;
        }

        private static JsonObject read(String body) {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }

        private static JsonObject withoutStacks(JsonObject body) {
            JsonObjectBuilder without = Json.createObjectBuilder();
            body.forEach(
                    (name, value) -> without.add(name, STACKS.contains(name) ? JsonValue.NULL : withoutStacks(value)));
            return without.build();
        }

        private static JsonValue withoutStacks(JsonValue value) {
            if (value instanceof JsonObject object) {
                return withoutStacks(object);
            }
            if (value instanceof JsonArray array) {
                JsonArrayBuilder without = Json.createArrayBuilder();
                array.forEach(item -> without.add(withoutStacks(item)));
                return without.build();
            }
            return value;
        }
    }
}
