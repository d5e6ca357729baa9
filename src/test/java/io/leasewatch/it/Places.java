package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All places that say what is wrong with a pool: they say the same at the same moment. */
final class Places {

    /** What the health of the server may be with a pool in that state. */
    private static final Map<String, List<String>> HEALTH = Map.of(
            "ok", List.of("healthy"),
            "warning", List.of("degraded"),
            "critical", List.of("degraded", "unhealthy"),
            "unknown", List.of("unknown"));

    private final LibertyServer server;
    private final Monitor monitor;
    private final Chromium chromium;

    Places(LibertyServer server, Chromium chromium) {
        this.server = server;
        this.monitor = new Monitor(server);
        this.chromium = chromium;
    }

    /** Waits until each place says of the worst pool that it is {@code pool}, in {@code state} because of {@code cause}. */
    void agree(String pool, String state, String cause) {
        Page page = chromium.page(VIEWER, 1440, ColorScheme.LIGHT);
        try {
            page.navigate(server.url("/leasewatch/"));
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertAll(page, pool, state, cause));
            Chromium.picture(page, cause + "-" + state + "-light-1440");
        } finally {
            page.context().close();
        }
        chromium.everyLook(
                cause + "-" + state,
                VIEWER,
                server.url("/leasewatch/"),
                look -> look.locator("#live.on").waitFor());
    }

    private void assertAll(Page page, String pool, String state, String cause) {
        JsonObject judgement = judgement(pool);
        assertThat(judgement.getString("state")).isEqualTo(state);
        assertThat(judgement.getString("cause")).isEqualTo(cause);
        String sentence = withoutFigures(judgement.getString("sentence"));
        String verdict = withoutFigures(page.locator("#verdict").textContent());
        String top = withoutFigures(CommandLine.run(server, "top", "--once").out());
        if (state.equals("ok")) {
            assertThat(verdict).contains("All pools are ok.");
            assertThat(top).doesNotContain("critical: ", "warning: ", "unknown: ");
            assertThat(firing(pool)).noneMatch(alert -> alert.getString("rule").equals("leaks"));
        } else {
            assertThat(verdict)
                    .as(page.url() + page.locator("main").innerText())
                    .startsWith(state.substring(0, 1).toUpperCase(Locale.ROOT))
                    .contains(sentence);
            assertThat(top).contains(state + ": " + sentence);
        }
        assertThat(server.get("/leasewatch/api/health/connections").json().getString("status"))
                .isIn(HEALTH.get(state));
        int leaks = judgement.getInt("leaks");
        if (leaks > 0) {
            assertThat(page.locator(".card:has(.name[title='" + pool + "']) .state")
                            .textContent())
                    .contains(leaks + " leaked");
            assertThat(advice(pool).getJsonObject("size").isNull("recommended")).isTrue();
            assertThat(firing(pool)).anySatisfy(alert -> {
                assertThat(alert.getString("severity")).isEqualTo(state);
                assertThat(alert.getString("message")).contains(".java:");
            });
        }
    }

    private JsonObject judgement(String pool) {
        List<JsonObject> all =
                monitor.get("judgements").getJsonArray("judgements").getValuesAs(JsonObject.class);
        JsonObject worst = all.get(0);
        return worst.getString("state").equals("ok") ? of(pool, all) : worst;
    }

    private static JsonObject of(String pool, List<JsonObject> all) {
        return all.stream()
                .filter(one -> one.getString("pool").equals(pool))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no judgement of " + pool));
    }

    private JsonObject advice(String pool) {
        return of(pool, monitor.get("advice").getJsonArray("advice").getValuesAs(JsonObject.class));
    }

    private List<JsonObject> firing(String pool) {
        return monitor.list("alerts?status=firing&pool=" + pool);
    }

    /** Ages and counts change from one look to the next. */
    private static String withoutFigures(String text) {
        return text.replaceAll("[0-9]+([.,:][0-9]+)*( ms| s| min| h)?", "#").replaceAll("\\s+", " ");
    }
}
