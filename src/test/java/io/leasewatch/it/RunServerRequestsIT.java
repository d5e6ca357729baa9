package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunServer.class)
class RunServerRequestsIT {

    private final LibertyServer server;
    private final Monitor monitor;

    RunServerRequestsIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    void heal() {
        monitor.heal();
    }

    @Test
    void aSlowRequestIsKeptAndLoggedWithItsTemplateStatusAndDuration() {
        assertThat(server.get("/bookshop/api/trouble/slow?seconds=2").status()).isEqualTo(200);

        JsonObject slow = slow("GET /api/trouble/slow");

        assertThat(slow.getString("service")).isEqualTo("bookshop");
        assertThat(slow.getInt("status")).isEqualTo(200);
        assertThat(slow.getJsonNumber("duration").doubleValue()).isBetween(2.0, 10.0);
        assertThat(server.log().lines("LSW1201W", slow.getString("requestId")))
                .singleElement()
                .asString()
                .contains("GET /api/trouble/slow of bookshop", "status 200");
    }

    /** The server is started with a threshold below two seconds. The slow request that follows shows that the others were judged. */
    @Test
    void longPollsAndStreamsOfEventsAreNotSlow() {
        assertThat(server.get("/bookshop/api/waiting/poll?seconds=2").status()).isEqualTo(200);
        assertThat(server.get("/bookshop/api/waiting/events?seconds=2").status())
                .isEqualTo(200);
        assertThat(server.get("/bookshop/api/trouble/slow?seconds=2").status()).isEqualTo(200);

        slow("GET /api/trouble/slow");
        assertThat(server.log().lines("LSW1201W", "waiting/poll")).isEmpty();
        assertThat(server.log().lines("LSW1201W", "waiting/events")).isEmpty();
    }

    @Test
    void aRequestIsNamedByTheTemplateOfItsPath() {
        threshold("\"PT0.001S\"");
        try {
            assertThat(server.get("/bookshop/api/books/2").json().getString("title"))
                    .isEqualTo("Moby-Dick");

            assertThat(slow("GET /api/books/{id}").getInt("status")).isEqualTo(200);
        } finally {
            threshold("null");
        }
    }

    @Test
    void whoHoldsByRightIsShownWithItsOperationAndIsNoLeak() {
        CompletableFuture<Answer> holding =
                server.to("/bookshop/api/trouble/hold?seconds=5").getLater();
        JsonObject lease = await().atMost(SOON)
                .until(monitor::connections, leases -> leases.size() == 1)
                .get(0);

        assertThat(holding.join().status()).isEqualTo(200);

        assertThat(lease.getString("endpoint")).isEqualTo("Stocktaking.count");
        assertThat(lease.getString("service")).isEqualTo("bookshop");
        assertThat(lease.getString("pool")).isEqualTo("jdbc/bookshop");
        assertThat(lease.getJsonObject("site").getString("label"))
                .contains(SourceLine.ofGetConnection("Stocktaking.java", "count"));
        assertThat(monitor.get("leaks").getInt("count")).isZero();
    }

    @Test
    void workOnAnotherThreadIsDoneInTheNameOfItsRequest() {
        int before = monitor.acquired("bookshop");
        int unknown = monitor.acquired("unknown");

        assertThat(server.get("/bookshop/api/books/titles").array()).hasSize(5);

        assertThat(monitor.acquired("bookshop")).isEqualTo(before + 1);
        assertThat(monitor.acquired("unknown")).isEqualTo(unknown);
    }

    @Test
    void anAnnotatedMethodIsItsOwnService() {
        int catalogue = monitor.acquired("catalogue");
        int orders = monitor.acquired("orders");

        server.get("/bookshop/api/books");
        Answer ordered = server.to("/bookshop/api/orders")
                .header("Content-Type", "application/json")
                .post("{\"bookId\":1,\"quantity\":2}");

        assertThat(ordered.status()).isEqualTo(201);
        assertThat(monitor.acquired("catalogue")).isEqualTo(catalogue + 1);
        assertThat(monitor.acquired("orders")).isGreaterThan(orders);
    }

    @Test
    void responsesSayWhichRequestTheyAnswerInTheDevProfile() {
        Answer first = server.get("/bookshop/api/books");
        Answer second = server.get("/bookshop/api/books");

        assertThat(first.header("X-Connection-Id")).isNotEmpty().isNotEqualTo(second.header("X-Connection-Id"));
        assertThat(first.header("X-Active-Connections")).isEqualTo("0");
    }

    /** From how long on a request is slow; {@code null} is what the server was started with. */
    private void threshold(String json) {
        Answer answer = server.to("/leasewatch/api/settings")
                .as(ADMIN)
                .putJson("{\"leasewatch.request.slow-threshold\":" + json + "}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private JsonObject slow(String endpoint) {
        return await().atMost(SOON)
                .until(
                        () -> monitor.slowRequests().stream()
                                .filter(request -> request.getString("endpoint").equals(endpoint))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
