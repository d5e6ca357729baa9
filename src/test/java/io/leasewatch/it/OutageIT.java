package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outage from the first leak to the page that tells of it, after the server was started again in the middle of it. */
class OutageIT {

    private static final String POOL = "jdbc/bookshop";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonObject alert =
                    Json.createReader(new StringReader(body)).readObject().getJsonObject("data");
            if (alert.getString("pool").equals(POOL)) {
                told.add(alert.getString("status") + " " + alert.getString("severity"));
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stopListening() {
        receiver.stop(0);
    }

    @Test
    void outageWithARestartInItIsOneIncidentAndThreeMessagesAndCanBeReadAfterwards() {
        ServerSetup setup = ServerSetup.runServer("outage")
                .env("LEASEWATCH_HISTORY_INTERVAL", "PT1S")
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT1S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                .env("LEASEWATCH_ALERTS_PRIVATE_ADDRESSES", "true")
                .env(
                        "LEASEWATCH_ALERTS_WEBHOOK_URL",
                        "http://127.0.0.1:" + receiver.getAddress().getPort());
        String incident;
        try (LibertyServer server = setup.start("leasewatch", "bookshop")) {
            Monitor monitor = new Monitor(server);
            incident = leakToExhaustion(server, monitor);
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
                .until(() -> told, List.of("firing warning", "firing critical", "resolved critical")::equals);

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
        assertThat(told).hasSize(3);
    }

    private static String story(Page page) {
        return page.locator("#tab-panel").textContent();
    }

    /** The id of the incident. */
    private String leakToExhaustion(LibertyServer server, Monitor monitor) {
        server.get("/bookshop/api/trouble/leak-thread");
        await().atMost(SOON).until(() -> told, List.of("firing warning")::equals);
        for (int i = 0; i < 9; i++) {
            server.get("/bookshop/api/trouble/leak-thread");
        }
        await().atMost(SOON).until(() -> told, List.of("firing warning", "firing critical")::equals);
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
