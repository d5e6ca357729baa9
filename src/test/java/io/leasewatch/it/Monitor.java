package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** What the monitor of a server says, as a viewer sees it. */
record Monitor(LibertyServer server) {

    /** Enough for a machine that does other things as well. */
    static final Duration SOON = Duration.ofSeconds(30);

    private static final String API = "/leasewatch/api/database/";

    JsonObject get(String what) {
        Answer answer = server.get(API + what, VIEWER);
        if (answer.status() != 200) {
            throw new AssertionError(what + " was answered with " + answer);
        }
        return answer.json();
    }

    List<JsonObject> list(String what) {
        return server.get(API + what, VIEWER).array().getValuesAs(JsonObject.class);
    }

    /** The leaks that are open now. */
    List<JsonObject> openLeaks() {
        return get("leaks?open=true").getJsonArray("leaks").getValuesAs(JsonObject.class);
    }

    /** Waits until that many leaks are open, and answers them. */
    List<JsonObject> openLeaks(int count) {
        return await().atMost(SOON).until(this::openLeaks, leaks -> leaks.size() == count);
    }

    long ended(String outcome) {
        JsonObject endings = get("leaks").getJsonObject("endings");
        return endings.containsKey(outcome) ? endings.getJsonNumber(outcome).longValue() : 0;
    }

    /** Has the bookshop use its pool, and waits until that was read. */
    void awaitTheFirstReading() {
        server.get("/bookshop/api/books");
        await().atMost(SOON)
                .until(() -> list("pools").stream()
                        .anyMatch(pool -> pool.getString("poolName").equals("jdbc/bookshop")));
    }

    JsonObject pool(String name) {
        return get("pools/" + name);
    }

    List<JsonObject> leases() {
        return get("connections").getJsonArray("connections").getValuesAs(JsonObject.class);
    }

    /** The last leases that were given back, the newest first. */
    List<JsonObject> released() {
        return get("connections?released=true").getJsonArray("connections").getValuesAs(JsonObject.class);
    }

    /** The open leases that are connections. */
    List<JsonObject> connections() {
        return leases().stream().filter(lease -> !lease.getBoolean("declared")).toList();
    }

    JsonObject services() {
        return get("connections").getJsonObject("statisticsByService");
    }

    /** How many leases a service has taken since the last reset. */
    int acquired(String service) {
        JsonObject statistics = services().getJsonObject(service);
        return statistics == null ? 0 : statistics.getInt("totalAcquired");
    }

    List<JsonObject> slowRequests() {
        return get("health").getJsonObject("requests").getJsonArray("slow").getValuesAs(JsonObject.class);
    }

    /** The value of one series, 0 if there is none. */
    double metric(String series) {
        return Exposition.samples(server.get("/metrics?scope=leasewatch").body())
                .getOrDefault(series, 0.0);
    }

    /** Closes what the bookshop has forgotten, waits until that is seen, and begins to count anew. */
    void heal() {
        server.to("/bookshop/api/trouble/heal").post("");
        await().atMost(SOON).until(() -> leases().isEmpty() && allEndingsAreCounted());
        server.to(API + "connections/reset").as(ADMIN).postJson("{}");
    }

    /** A sweep after the end counts it. */
    private boolean allEndingsAreCounted() {
        JsonObject leaks = get("leaks");
        int ended = leaks.getInt("count") - leaks.getInt("open");
        return ended
                == leaks.getJsonObject("endings").values().stream()
                        .mapToInt(count -> ((JsonNumber) count).intValue())
                        .sum();
    }
}
