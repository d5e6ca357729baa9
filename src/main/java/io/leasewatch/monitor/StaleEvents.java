package io.leasewatch.monitor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.leasewatch.monitor.history.TimeRange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends what was open when this server was killed: its leaks, alerts and incidents. A server that stops in order has ended them itself, but for
 * alerts.
 */
final class StaleEvents {

    private static final int PAGE = 500;

    private static final String STOPPED = "The server was stopped.";

    private StaleEvents() {}

    /** Ends the open events of {@code instance} that are older than {@code started}, the start of this monitor. */
    static void end(HistoryStore store, String instance, Instant started) throws SQLException {
        for (Event.Kind kind : List.of(Event.Kind.LEAK, Event.Kind.ALERT, Event.Kind.INCIDENT)) {
            TimeRange before = TimeRange.between(Instant.EPOCH, started).on(instance);
            EventFilter open = EventFilter.of(kind).open(true);
            for (List<Event> page = store.events(before, open, PAGE, 0);
                    !page.isEmpty();
                    page = store.events(before, open, PAGE, 0)) {
                store.write(new Batch(List.of(), List.of(), ended(page, started)));
            }
        }
    }

    private static List<Event> ended(List<Event> open, Instant started) {
        List<Event> ended = new ArrayList<>();
        for (Event event : open) {
            ended.add(new Event(
                    event.instance(),
                    event.at(),
                    event.kind(),
                    event.key(),
                    event.pool(),
                    event.service(),
                    event.category(),
                    false,
                    body(event, started)));
        }
        return ended;
    }

    private static String body(Event event, Instant started) {
        JsonObject body;
        try {
            body = JsonParser.parseString(event.body()).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            return event.body();
        }
        switch (event.kind()) {
            case LEAK -> {
                body.addProperty("open", false);
                body.addProperty("ending", "open_at_stop");
            }
            case ALERT -> body.addProperty("status", "resolved");
            default -> {
                body.addProperty("open", false);
                body.addProperty("endedAt", started.toString());
                body.addProperty("ending", STOPPED);
                if (body.get("timeline") instanceof JsonArray timeline) {
                    JsonObject step = new JsonObject();
                    step.addProperty("at", started.toString());
                    step.addProperty("what", "Ended: " + STOPPED);
                    timeline.add(step);
                }
            }
        }
        return body.toString();
    }
}
