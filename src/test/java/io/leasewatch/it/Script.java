package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatchBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Plays to a page what a server would tell it in times that are too rare, or too long, for a test: events in the order they are written. */
final class Script {

    private static final String EVENTS = "**/api/events";
    private static final String NOW = "**/api/events/now";

    private final LibertyServer server;
    private final Deque<Supplier<String>> acts = new ArrayDeque<>();

    Script(LibertyServer server) {
        this.server = server;
    }

    /** Everything as it is on the real server, but for what {@code change} makes of it. */
    Script snapshot(String id, UnaryOperator<JsonPatchBuilder> change) {
        // What is told may be a second old, and have nothing yet of what is to be changed.
        JsonObject told = await().atMost(SOON)
                .ignoreExceptionsInstanceOf(JsonException.class)
                .until(() -> changed(change), found -> true);
        return event("snapshot", id, () -> later(told));
    }

    /** Newer than any sample of the history that the page can still be given: the real pool is not in the state of the play. */
    private static JsonObject later(JsonObject told) {
        return Json.createPatchBuilder()
                .replace("/at", Instant.now().plusSeconds(6).toString())
                .build()
                .apply(told);
    }

    private JsonObject changed(UnaryOperator<JsonPatchBuilder> change) {
        JsonObject now = server.get("/leasewatch/api/events/now", VIEWER).json();
        return change.apply(Json.createPatchBuilder()).build().apply(now);
    }

    /** Some entries of a section are gone. */
    Script gone(String id, String section, String key) {
        JsonObject change = Json.createObjectBuilder()
                .add("at", Instant.now().toString())
                .add("put", JsonValue.EMPTY_JSON_OBJECT)
                .add(
                        "gone",
                        Json.createObjectBuilder()
                                .add(section, Json.createArrayBuilder().add(key)))
                .build();
        return event("change", id, () -> change);
    }

    private Script event(String kind, String id, Supplier<JsonObject> data) {
        acts.add(() -> "event: %s\nid: %s\nretry: 300\ndata: %s\n\n".formatted(kind, id, data.get()));
        return this;
    }

    /** From now on the page is told this and nothing else: an act each time it comes; after the last it waits in vain. */
    void playTo(Page page) {
        page.route(EVENTS, route -> {
            Supplier<String> act = acts.poll();
            if (act != null) {
                route.fulfill(
                        new FulfillOptions().setContentType("text/event-stream").setBody(act.get()));
            }
        });
        page.route(NOW, route -> {});
    }

    /** What the API answers. */
    static void answer(Page page, String path, String json) {
        page.route(
                path,
                route -> route.fulfill(
                        new FulfillOptions().setContentType("application/json").setBody(json)));
    }

    /** How the API refuses. */
    static void refuse(Page page, String path, int status, String detail) {
        String problem = Json.createObjectBuilder(Map.of("status", status, "detail", detail))
                .build()
                .toString();
        page.route(
                path,
                route -> route.fulfill(new FulfillOptions()
                        .setStatus(status)
                        .setContentType("application/problem+json")
                        .setBody(problem)));
    }
}
