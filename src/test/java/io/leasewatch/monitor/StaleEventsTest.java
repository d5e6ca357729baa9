package io.leasewatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.Event.Kind;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.leasewatch.monitor.history.Stores;
import io.leasewatch.monitor.history.TimeRange;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleEventsTest {

    private static final Instant BEFORE = Instant.parse("2031-03-05T07:00:00Z");
    private static final Instant STARTED = Instant.parse("2031-03-05T08:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void whatWasOpenWhenTheServerWasKilledHasEnded() throws SQLException {
        try (HistoryStore store = Stores.inFile(directory, InstantSource.system())) {
            write(
                    store,
                    event("shop", BEFORE, Kind.LEAK, "a-1", "{\"open\":true,\"ending\":null}"),
                    event("shop", BEFORE, Kind.ALERT, "a-1", "{\"status\":\"firing\"}"),
                    event("shop", BEFORE, Kind.INCIDENT, "a-1", "{\"open\":true,\"endedAt\":null,\"timeline\":[]}"));

            StaleEvents.end(store, "shop", STARTED);

            assertThat(body(store, Kind.LEAK)).isEqualTo("{\"open\":false,\"ending\":\"open_at_stop\"}");
            assertThat(body(store, Kind.ALERT)).isEqualTo("{\"status\":\"resolved\"}");
            assertThat(body(store, Kind.INCIDENT))
                    .isEqualTo("{\"open\":false,\"endedAt\":\"2031-03-05T08:00:00Z\",\"timeline\":[{\"at\":"
                            + "\"2031-03-05T08:00:00Z\",\"what\":\"Ended: The server was stopped.\"}],\"ending\":"
                            + "\"The server was stopped.\"}");
            assertThat(open(store, Kind.LEAK)).isEmpty();
        }
    }

    @Test
    void whatOtherServersHaveOpenAndWhatIsNewStaysOpen() throws SQLException {
        try (HistoryStore store = Stores.inFile(directory, InstantSource.system())) {
            write(
                    store,
                    event("other", BEFORE, Kind.LEAK, "a-1", "{\"open\":true}"),
                    event("shop", STARTED.plusSeconds(1), Kind.LEAK, "b-1", "{\"open\":true}"));

            StaleEvents.end(store, "shop", STARTED);

            assertThat(open(store, Kind.LEAK)).extracting(Event::key).containsExactly("b-1", "a-1");
        }
    }

    @Test
    void brokenBodyIsKeptAsItIs() throws SQLException {
        try (HistoryStore store = Stores.inFile(directory, InstantSource.system())) {
            write(
                    store,
                    event("shop", BEFORE, Kind.LEAK, "a-1", "{\"open\""),
                    event("shop", BEFORE, Kind.LEAK, "a-2", "[]"));

            StaleEvents.end(store, "shop", STARTED);

            assertThat(open(store, Kind.LEAK)).isEmpty();
        }
    }

    private static void write(HistoryStore store, Event... events) throws SQLException {
        store.write(new Batch(List.of(), List.of(), List.of(events)));
    }

    private static Event event(String instance, Instant at, Kind kind, String key, String body) {
        return new Event(instance, at, kind, key, "jdbc/app", "", "leak", true, body);
    }

    private static String body(HistoryStore store, Kind kind) throws SQLException {
        return events(store, EventFilter.of(kind)).get(0).body();
    }

    private static List<Event> open(HistoryStore store, Kind kind) throws SQLException {
        return events(store, EventFilter.of(kind).open(true));
    }

    private static List<Event> events(HistoryStore store, EventFilter filter) throws SQLException {
        return store.events(TimeRange.between(Instant.EPOCH, STARTED.plusSeconds(60)), filter, 10, 0);
    }
}
