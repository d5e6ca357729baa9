package io.leasewatch.monitor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.monitor.history.TimeRange;
import io.leasewatch.monitor.identity.LeakIdentities;
import io.leasewatch.monitor.identity.LeakIdentity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the identities of leaks that the history has. */
final class IdentityEvents {

    private IdentityEvents() {}

    /** The identities of {@code instance}. A broken one is left out. */
    static List<LeakIdentity> in(HistoryStore store, String instance) throws SQLException {
        TimeRange always = TimeRange.between(Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE))
                .on(instance);
        return store.events(always, EventFilter.of(Event.Kind.IDENTITY), LeakIdentities.MOST, 0).stream()
                .map(Event::body)
                .map(IdentityEvents::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<LeakIdentity> read(String body) {
        try {
            JsonObject known = JsonParser.parseString(body).getAsJsonObject();
            List<String> releases = new ArrayList<>();
            JsonArray all = known.getAsJsonArray("releases");
            all.forEach(release -> releases.add(release.getAsString()));
            return Optional.of(new LeakIdentity(
                    known.get("key").getAsString(),
                    known.get("application").getAsString(),
                    known.get("method").getAsString(),
                    known.get("site").getAsString(),
                    known.get("kind").getAsString(),
                    Instant.parse(known.get("firstSeen").getAsString()),
                    Instant.parse(known.get("lastSeen").getAsString()),
                    known.get("count").getAsLong(),
                    releases,
                    moment(known.get("regressedAt"))));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant moment(@Nullable JsonElement value) {
        return value == null || value.isJsonNull() ? null : Instant.parse(value.getAsString());
    }
}
