package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.monitor.history.PoolSample;
import io.leasewatch.monitor.history.Stores;
import io.leasewatch.monitor.history.TimeRange;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryIT {

    private static final String FILE = "leasewatch-history.mv.db";

    private final Chromium chromium = Chromium.start();

    @TempDir
    private Path elsewhere;

    @AfterEach
    void closeTheBrowser() {
        chromium.close();
    }

    @Test
    void whatWasRememberedOutlivesServersThatAreKilledAndFilesThatAreBroken() throws Exception {
        ServerSetup setup = ServerSetup.runServer("history")
                .agent()
                .env("LEASEWATCH_HISTORY_INTERVAL", "PT1S")
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT1S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S");
        Path file = setup.home().resolve("leasewatch").resolve(FILE);

        Instant began = Instant.now();
        Instant killed;
        Page page = chromium.page(VIEWER, 1440, ColorScheme.LIGHT);
        try (LibertyServer server = setup.start("leasewatch", "bookshop")) {
            awaitHistory(server);
            server.get("/bookshop/api/trouble/leak-thread");
            new Monitor(server).openLeaks(1);
            page.navigate(server.url("/leasewatch/"));
            page.locator("tr.leaked").waitFor();
            operate(server);
            // The leak is written with the sample after it, and some more follow.
            Instant seen = Instant.now();
            await().atMost(Monitor.SOON).until(() -> Instant.now().isAfter(seen.plusSeconds(5)));

            killed = kill(server);
        }
        assertEverySampleIsThere(file, began, killed);
        // It would look as if the next one were ready.
        setup.without("logs/messages.log");

        try (LibertyServer server = setup.start("leasewatch", "bookshop")) {
            awaitHistory(server);
            assertThat(server.log().lines("LSW81")).isEmpty();
            assertThat(new Monitor(server).get("leaks").getInt("count")).isZero();
            assertTheLeakOfBeforeIsFound(server);
            assertWhatTheAdminDidIsFound(server);
            assertTheOpenPageBelieves(server, page);
            kill(server);
        }

        setup.without("logs/messages.log");
        byte[] broken = "no database at all".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Files.write(file, broken);
        try (LibertyServer server = setup.start("leasewatch", "bookshop")) {
            awaitHistory(server);
            assertThat(server.log().lines("LSW8101W")).hasSize(1);
            assertThat(found(server, VIEWER)).isEmpty();
            assertThat(aside(file)).hasBinaryContent(broken);
            assertThat(new Monitor(server).list("pools"))
                    .extracting(pool -> pool.getString("poolName"))
                    .noneMatch(name -> name.contains("history"));
        }
    }

    private static void awaitHistory(LibertyServer server) {
        await().atMost(Monitor.SOON)
                .untilAsserted(
                        () -> assertThat(server.get("/health/started").body()).contains("\"history\":\"up\""));
    }

    private static Instant kill(LibertyServer server) {
        Instant now = Instant.now();
        ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
        server.awaitEnd();
        return now;
    }

    private static void operate(LibertyServer server) {
        Answer answer = server.to("/leasewatch/api/health/connections")
                .as(ADMIN)
                .postJson("{\"operation\":\"cleanup\",\"dryRun\":true}");
        assertThat(answer.status()).isEqualTo(200);
    }

    /** A copy is looked at: the server is to open its file as it was left. */
    private void assertEverySampleIsThere(Path file, Instant began, Instant killed) throws IOException, SQLException {
        Files.copy(file, elsewhere.resolve(FILE));
        HistoryStore left = Stores.inFile(elsewhere, InstantSource.system());
        List<PoolSample> samples = left.samples(TimeRange.between(began, killed.plusSeconds(60)), 100_000);
        left.close();
        TreeSet<Instant> moments = samples.stream().map(PoolSample::at).collect(Collectors.toCollection(TreeSet::new));
        assertThat(moments.size()).isGreaterThanOrEqualTo(5);
        // One that was being taken or written may be missing, and a busy machine may be late.
        assertThat(moments.last()).isAfter(killed.minusSeconds(5));
        Instant before = moments.first();
        for (Instant moment : moments) {
            assertThat(Duration.between(before, moment)).isLessThan(Duration.ofSeconds(5));
            before = moment;
        }
        assertThat(samples).extracting(PoolSample::leaks).contains(1);
    }

    /** A page that was open all the while shows the new process, as it is. */
    private static void assertTheOpenPageBelieves(LibertyServer server, Page page) {
        page.locator("#live.on").waitFor();
        page.locator("tr.leaked").waitFor(new WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        server.get("/bookshop/api/trouble/leak-thread");
        page.locator("tr.leaked").waitFor();
        assertThat(page.locator("#tab-panel tbody tr").count()).isEqualTo(1);
        assertTheLeakIsKnown(server);
        server.to("/bookshop/api/trouble/heal").post("");
    }

    /** It leaked before the server was killed, and once since, in the same release of the application. */
    private static void assertTheLeakIsKnown(LibertyServer server) {
        JsonObject known = new Monitor(server)
                .get("leaks")
                .getJsonArray("leaks")
                .getJsonObject(0)
                .getJsonObject("identity");
        JsonObject before = found(server, VIEWER).stream()
                .map(leak -> leak.getJsonObject("identity"))
                .min(Comparator.comparing(identity -> identity.getInt("count")))
                .orElseThrow();
        assertThat(known.getString("key")).isEqualTo(before.getString("key"));
        assertThat(known.getString("firstSeen")).isEqualTo(before.getString("firstSeen"));
        assertThat(known.getInt("count")).isEqualTo(2);
        assertThat(known.getString("state")).isEqualTo("new");
        assertThat(known.getJsonArray("releases"))
                .singleElement()
                .satisfies(release -> assertThat(release.toString()).matches("\"deployed 20\\d\\d-.*Z\""));
    }

    private static void assertTheLeakOfBeforeIsFound(LibertyServer server) {
        JsonObject leak = found(server, VIEWER).get(0);
        assertThat(leak.getString("site")).contains(SourceLine.ofGetConnection("TroubleResource.java", "leakThread"));
        assertThat(leak.getString("instance")).startsWith("history@");
        assertThat(leak.getBoolean("open")).isFalse();
        assertThat(leak.getString("ending")).isEqualTo("open_at_stop");
        assertThat(leak.getJsonObject("lease").isNull("stack")).isTrue();
        assertThat(server.get("/leasewatch/api/database/leaks?since=PT1S", VIEWER)
                        .json()
                        .getInt("count"))
                .isZero();
        assertThat(server.get("/leasewatch/api/database/leaks?since=tomorrow", VIEWER)
                        .status())
                .isEqualTo(400);
    }

    private static void assertWhatTheAdminDidIsFound(LibertyServer server) {
        assertThat(server.get("/leasewatch/api/audit", VIEWER).status()).isEqualTo(403);
        assertThat(server.get("/leasewatch/api/audit?since=PT1H", ADMIN)
                        .json()
                        .getJsonArray("acts")
                        .getValuesAs(JsonObject.class))
                .extracting(act -> act.getString("by"), act -> act.getString("operation"))
                .containsExactly(tuple("admin", "cleanup"));
    }

    private static List<JsonObject> found(LibertyServer server, String credentials) {
        Answer answer = server.get("/leasewatch/api/database/leaks?since=PT1H", credentials);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getJsonArray("leaks").getValuesAs(JsonObject.class);
    }

    private static Path aside(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(one -> one.getFileName().toString().contains("-corrupt-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
