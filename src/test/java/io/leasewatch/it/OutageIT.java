package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.leasewatch.monitor.channel.Receiver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An outage from the first leak to the page that tells of it, after the server was started again in the middle of it. */
class OutageIT {

    private static final String POOL = "jdbc/bookshop";

    private final Receiver receiver;

    OutageIT() throws IOException {
        this.receiver = new Receiver();
    }

    @AfterEach
    void stopListening() {
        receiver.close();
    }

    @Test
    void outageWithARestartInItIsOneIncidentAndThreeMessagesAndCanBeReadAfterwards() {
        ServerSetup setup = ServerSetup.runServer("outage")
                .env("LEASEWATCH_HISTORY_INTERVAL", "PT1S")
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT1S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                .env("LEASEWATCH_ALERTS_PRIVATE_ADDRESSES", "true")
                .env("LEASEWATCH_ALERTS_WEBHOOK_URL", receiver.uri().toString());
        String incident;
        try (LibertyServer server = setup.start("leasewatch", "bookshop")) {
            Monitor monitor = new Monitor(server);
            incident = leakToExhaustion(server);
            CompletableFuture<Answer> hurt = server.to("/bookshop/api/books").getLater();
            await().atMost(SOON).until(() -> monitor.pool(POOL).getInt("waitingCount") > 0);
            reclaimOne(server, monitor);
            assertThat(hurt.join().status()).isEqualTo(200);
            await().atMost(SOON)
                    .until(() -> server.get("/leasewatch/api/incidents/" + incident, VIEWER)
                            .body()
                            .contains("\"operation\":\"list the books\""));

            server.askToStop();
            await().atMost(Duration.ofSeconds(40)).until(() -> !server.isAlive());
        }
        await().atMost(SOON)
                .until(this::told, List.of("firing warning", "firing critical", "resolved critical")::equals);

        setup.without("logs/messages.log");
        try (LibertyServer server = setup.start("leasewatch", "bookshop");
                Chromium chromium = Chromium.start()) {
            JsonObject known = await().atMost(SOON)
                    .until(
                            () -> server.get("/leasewatch/api/incidents/" + incident, VIEWER),
                            answer -> answer.status() == 200)
                    .json();
            assertThat(known.getBoolean("open")).isFalse();
            assertThat(known.toString())
                    .contains(
                            "TroubleResource.java",
                            "\"operation\":\"list the books\"",
                            "by admin: reclaimed",
                            "The server was stopped.");
            chromium.everyLook(
                    "outage", VIEWER, server.url("/leasewatch/?tab=incidents&incident=" + incident), page -> {
                        await().atMost(SOON).until(() -> story(page).contains("TroubleResource.java"));
                        assertThat(story(page))
                                .contains(
                                        POOL,
                                        "critical, ended",
                                        "list the books",
                                        "by admin: reclaimed",
                                        "The server was stopped.");
                    });
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(told()).hasSize(3);
    }

    /** What the webhook was told of the pool. */
    private List<String> told() {
        return receiver.posted.stream()
                .map(one -> Json.createReader(new StringReader(one.body()))
                        .readObject()
                        .getJsonObject("data"))
                .filter(alert -> alert.getString("pool").equals(POOL))
                .map(alert -> alert.getString("status") + " " + alert.getString("severity"))
                .toList();
    }

    private static String story(Page page) {
        return page.locator("#tab-panel").textContent();
    }

    /** The id of the incident. */
    private String leakToExhaustion(LibertyServer server) {
        server.get("/bookshop/api/trouble/leak-thread");
        await().atMost(SOON).until(this::told, List.of("firing warning")::equals);
        for (int i = 0; i < 9; i++) {
            server.get("/bookshop/api/trouble/leak-thread");
        }
        await().atMost(SOON).until(this::told, List.of("firing warning", "firing critical")::equals);
        List<JsonObject> open = server.get("/leasewatch/api/incidents?open=true&pool=" + POOL, VIEWER)
                .json()
                .getJsonArray("incidents")
                .getValuesAs(JsonObject.class);
        assertThat(open).hasSize(1);
        return open.get(0).getString("id");
    }

    private static void reclaimOne(LibertyServer server, Monitor monitor) {
        int lease = monitor.openLeaks().get(0).getJsonObject("lease").getInt("id");
        Answer answer = server.to("/leasewatch/api/database/connections/" + lease + "/reclaim")
                .as(ADMIN)
                .postJson("{\"dryRun\":false}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
