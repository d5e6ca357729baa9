package io.leasewatch.web.history;

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
 * What happened since some moment, on this server and on others that use the same store, also before they were started last.
 *
 * <p>What this monitor knows itself comes first, as it is now; then what only the store knows, the newest first.
 */
@ApplicationScoped
public class EventSearch {

    private static final int PAGE = 200;
    private static final String OTHERWISE = "Without the parameter since there is what this monitor knows itself.";

    @Inject
    private StoreReader store;

    @Inject
    private EventMapper book;

    /** {@code known} is what this monitor knows of it. Nobody waits for a store that is not there. */
    public Found find(Event.Kind kind, EventQuery search, List<Event> known) {
        return store.ask(kept -> find(kind, search, known, kept), OTHERWISE);
    }

    private Found find(Event.Kind kind, EventQuery search, List<Event> known, HistoryStore store) throws SQLException {
        Found found = new Found(search);
        Set<String> keys = new HashSet<>();
        for (Event event : known) {
            keys.add(event.key());
            found.add(event);
        }
        // What happens meanwhile is known by the next time.
        TimeRange span =
                TimeRange.between(search.since(), book.now().plusSeconds(1)).of(search.pool());
        for (int skipped = 0; ; skipped += PAGE) {
            List<Event> page = store.events(span, kind, PAGE, skipped);
            page.stream()
                    .filter(event -> !event.instance().equals(book.instance()) || !keys.contains(event.key()))
                    .forEach(found::add);
            if (page.size() < PAGE) {
                return found;
            }
        }
    }

    /** What was found so far: how much, and what of it is to be shown. Not thread-safe. */
    public static final class Found {
        private final EventQuery search;
        private final List<JsonObject> shown = new ArrayList<>();
        private int count;
        private int marked;

        Found(EventQuery search) {
            this.search = search;
        }

        void add(Event event) {
            if (event.at().isBefore(search.since())) {
                return;
            }
            JsonObject body = read(event.body());
            if (!search.wanted().test(body)) {
                return;
            }
            count++;
            if (body.getBoolean("open", false)) {
                marked++;
            }
            if (count > search.skipped() && shown.size() < search.most()) {
                shown.add(Json.createObjectBuilder(search.stacks() ? body : withoutStacks(body))
                        .add("instance", event.instance())
                        .build());
            }
        }

        /** How many there were, shown or not. */
        public int count() {
            return count;
        }

        /** How many of them are open. */
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
                    (name, value) -> without.add(name, name.equals("stack") ? JsonValue.NULL : withoutStacks(value)));
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
