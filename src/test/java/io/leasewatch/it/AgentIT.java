package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The run server with its agent. */
@ExtendWith(AgentServer.class)
class AgentIT {

    private static final String ARCHIVE = "bookshop/java:app/jdbc/BookshopArchive";

    private final LibertyServer server;
    private final Monitor monitor;

    AgentIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    void heal() {
        monitor.heal();
    }

    @Test
    void theAgentIsFoundAndEveryPointFits() {
        assertThat(server.log().lines("LSW9101I")).hasSize(1);
        assertThat(server.log().lines("LSW90")).isEmpty();
        assertThat(server.log().lines("LSW910")).hasSize(1);
    }

    /** In a request the server rolls back; on a thread of the application it destroys the connection. */
    @Test
    void connectionsThatAreClosedWithoutACommitAreLoggedWithTheLineThatClosesThem() {
        server.get("/bookshop/api/trouble/uncommitted?thread=true");
        server.get("/bookshop/api/trouble/uncommitted");

        for (String pool : new String[] {"jdbc/bookshop", "jdbc/reports", ARCHIVE}) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(server.log().lines("LSW3301W", " of " + pool + " without commit"))
                            .isNotEmpty()
                            .allSatisfy(line -> assertThat(line)
                                    .contains("TroubleResource.java:", "(closeUncommitted) closed", "Taken at "))
                            .anySatisfy(line -> assertThat(line).contains("The server rolled back, and destroyed")));
        }
        server.get("/bookshop/api/books");
        assertThat(server.log().lines("LSW3301W", "BooksResource")).isEmpty();
        assertThat(server.get("/leasewatch/api/monitoring/database?diagnostics=true", VIEWER)
                        .json()
                        .getJsonObject("diagnostics")
                        .getJsonArray("recommendations")
                        .getValuesAs(JsonObject.class))
                .extracting(recommendation -> recommendation.getString("advice"))
                .anyMatch(advice -> advice.startsWith(
                        "Call commit or rollback before the close of the connections taken at TroubleResource.java:"));
    }

    @Test
    void poolsSayHowTheyAreWatched() {
        assertThat(monitor.list("pools"))
                .extracting(
                        pool -> pool.getString("poolName"),
                        pool -> pool.getInt("maxCount"),
                        pool -> pool.getString("watchedBy"))
                .containsExactly(
                        tuple(ARCHIVE, 4, "agent"),
                        tuple("jdbc/audit", 4, "wrapper"),
                        tuple("jdbc/bookshop", 10, "wrapper"),
                        tuple("jdbc/reports", 4, "wrapper"));
    }

    @Test
    void aConnectionOfADataSourceThatTheApplicationDefinesIsALeaseWithItsLineAndBorrower() {
        server.get("/bookshop/api/trouble/leak-archive");

        assertThat(monitor.connections()).singleElement().satisfies(lease -> {
            assertThat(lease.getString("pool")).isEqualTo(ARCHIVE);
            assertThat(lease.getJsonObject("site").getString("label"))
                    .isEqualTo(SourceLine.ofGetConnection("TroubleResource.java", "leakArchive"));
            assertThat(lease.getString("service")).isEqualTo("bookshop");
            assertThat(lease.getString("endpoint")).isEqualTo("GET /api/trouble/leak-archive");
            assertThat(lease.getString("thread")).isEqualTo("bookshop-forgetful");
        });
        assertThat(monitor.openLeaks(1)).singleElement().satisfies(leak -> {
            assertThat(leak.getString("kind")).isEqualTo("thread_ended");
            assertThat(leak.getString("pool")).isEqualTo(ARCHIVE);
        });
    }

    @Test
    void jpaOnSuchADataSourceGivesEveryConnectionBack() {
        assertThat(server.get("/bookshop/api/archive").array()).hasSize(2);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(taken(ARCHIVE)).isPositive();
            assertThat(monitor.leases()).isEmpty();
        });
        assertThat(monitor.get("leaks").getInt("count")).isZero();
    }

    @Test
    void aConnectionThatTheWrapperAndTheAgentSeeIsOneLease() {
        server.get("/bookshop/api/trouble/burst?n=3");

        assertThat(taken("jdbc/bookshop")).isEqualTo(3);
        assertThat(monitor.get("connections").getJsonObject("statistics").getInt("totalAcquired"))
                .isEqualTo(3);
        assertThat(monitor.leases()).isEmpty();
    }

    @Test
    void requestsThatWaitForAConnectionAreCountedAndThoseThatGiveUpToo() {
        for (int i = 0; i < 4; i++) {
            server.get("/bookshop/api/trouble/leak-archive");
        }
        int before = monitor.pool(ARCHIVE).getInt("timeouts");

        CompletableFuture<Answer> waiting = server.to("/bookshop/api/archive").getLater();
        JsonObject pressed = await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> monitor.pool(ARCHIVE), pool -> pool.getInt("waitingCount") > 0);

        assertThat(pressed.getInt("waitingCount")).isEqualTo(1);
        assertThat(waiting.join().status()).isEqualTo(503);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(monitor.pool(ARCHIVE).getInt("waitingCount")).isZero();
            assertThat(monitor.pool(ARCHIVE).getInt("timeouts")).isGreaterThan(before);
        });
        assertThat(monitor.get("sites?pool=" + ARCHIVE + "&sort=timeouts&limit=1")
                        .getJsonArray("sites")
                        .getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(site -> {
                    assertThat(site.getInt("timeouts")).isPositive();
                    assertThat(site.getJsonObject("site").getString("label")).startsWith("Archive");
                });
        assertThat(monitor.pool(ARCHIVE)
                        .getJsonObject("wait")
                        .getJsonNumber("max")
                        .doubleValue())
                .isGreaterThan(1_900);
    }

    @Test
    void applicationThatAsksADataSourceItselfSaysWhereItIsAndNoStackIsWalkedForIt() {
        double before = monitor.metric("leasewatch_stack_captures");
        server.get("/bookshop/api/trouble/burst?n=3");
        assertThat(monitor.metric("leasewatch_stack_captures")).isEqualTo(before);

        server.get("/bookshop/api/trouble/leak-noauto");
        server.get("/bookshop/api/trouble/leak-archive");

        assertThat(monitor.connections())
                .extracting(lease -> lease.getJsonObject("site").getString("label"))
                .containsExactlyInAnyOrder(
                        SourceLine.ofGetConnection("TroubleResource.java", "leakWithoutAutoClose"),
                        SourceLine.ofGetConnection("TroubleResource.java", "leakArchive"));
    }

    @Test
    void applicationBehindJpaIsLookedForOnTheStack() {
        double before = monitor.metric("leasewatch_stack_captures");

        server.get("/bookshop/api/archive");

        await().atMost(SOON).until(() -> monitor.metric("leasewatch_stack_captures") > before);
    }

    @ParameterizedTest
    @CsvSource({"leak-request, leakRequest, jdbc/bookshop", "leak-unshared, leakUnshared, jdbc/reports"})
    void whatTheServerRepairsIsALeakThatItClosed(String path, String method, String pool) {
        server.get("/bookshop/api/trouble/" + path);

        await().atMost(Duration.ofSeconds(15)).until(() -> monitor.ended("closed_by_container") == 1);
        JsonObject leak = monitor.get("leaks").getJsonArray("leaks").getJsonObject(0);

        assertThat(leak.getString("kind")).isEqualTo("outlived_request");
        assertThat(leak.getString("ending")).isEqualTo("closed_by_container");
        assertThat(leak.getString("pool")).isEqualTo(pool);
        assertThat(leak.getString("site")).contains(SourceLine.ofGetConnection("TroubleResource.java", method));
        JsonObject lease = leak.getJsonObject("lease");
        assertThat(lease.getString("endpoint")).isEqualTo("GET /api/trouble/" + path);
        assertThat(lease.getJsonNumber("age").doubleValue()).isLessThan(5);
        assertThat(monitor.leases()).isEmpty();
    }

    @Test
    void whatTheServerDoesNotRepairStaysOpen() {
        server.get("/bookshop/api/trouble/leak-noauto");

        assertThat(monitor.openLeaks(1)).singleElement().satisfies(leak -> {
            assertThat(leak.getString("kind")).isEqualTo("outlived_request");
            assertThat(leak.getString("pool")).isEqualTo("jdbc/audit");
        });
    }

    @Test
    void connectionThatWasClosedEarlyIsRetainedWhileItsRequestLasts() {
        CompletableFuture<Answer> request =
                server.to("/bookshop/api/trouble/retain?seconds=4").getLater();

        JsonObject pool = await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> monitor.pool("jdbc/bookshop"),
                        reading -> reading.getInt("retainedCount") == 1 && reading.getInt("inUseCount") == 1);

        JsonObject retained = pool.getJsonArray("retainedBy").getJsonObject(0);
        assertThat(retained.getJsonObject("site").getString("label"))
                .isEqualTo(SourceLine.ofGetConnection("TroubleResource.java", "retain"));
        assertThat(monitor.connections()).isEmpty();
        assertThat(request.join().status()).isEqualTo(200);
        await().atMost(SOON).until(() -> monitor.pool("jdbc/bookshop").getInt("retainedCount") == 0);
        assertThat(monitor.get("leaks").getInt("count")).isZero();
    }

    @Test
    void linesOfCodeAreInNoAnswerThatIsOnlyAboutHealth() {
        CompletableFuture<Answer> request =
                server.to("/bookshop/api/trouble/retain?seconds=4").getLater();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !monitor.pool("jdbc/bookshop")
                        .getJsonArray("retainedBy")
                        .isEmpty());

        Answer readyz = server.get("/leasewatch/readyz");
        Answer health = server.get("/leasewatch/api/health/connections?detailed=true", Call.VIEWER);

        assertThat(monitor.pool("jdbc/bookshop").getJsonArray("retainedBy")).isNotEmpty();
        assertThat(readyz.body()).contains("jdbc/bookshop").doesNotContain("TroubleResource");
        assertThat(health.body()).contains("jdbc/bookshop").doesNotContain("TroubleResource");
        assertThat(request.join().status()).isEqualTo(200);
    }

    @Test
    void leaseSaysWhichStatementItIsExecuting() {
        CompletableFuture<Answer> request =
                server.to("/bookshop/api/trouble/slow-query?seconds=3").getLater();

        JsonObject lease = await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        monitor::connections,
                        leases -> leases.size() == 1
                                && leases.get(0).get("activity") instanceof JsonString activity
                                && activity.getString().equals("executing"))
                .get(0);

        assertThat(lease.getString("lastSql")).isEqualTo("call sleep(?)");
        assertThat(request.join().status()).isEqualTo(200);
    }

    @Test
    void watchingIsSwitchedOffAndOnAgainWhileTheServerRuns() {
        enable(false);
        server.get("/bookshop/api/archive");
        server.get("/bookshop/api/books");
        assertThat(taken(ARCHIVE)).isZero();
        assertThat(taken("jdbc/bookshop")).isZero();

        enable(true);
        server.get("/bookshop/api/archive");
        assertThat(taken(ARCHIVE)).isPositive();
    }

    private void enable(boolean enabled) {
        server.configure("<variable name=\"leasewatch.enabled\" value=\"" + enabled + "\"/>");
        await().atMost(SOON)
                .until(() -> !server.log()
                        .lines("LSW5008I", "leasewatch.enabled changed from", "to " + enabled)
                        .isEmpty());
    }

    private int taken(String pool) {
        JsonObject statistics =
                monitor.get("connections").getJsonObject("statisticsByPool").getJsonObject(pool);
        return statistics == null ? 0 : statistics.getInt("totalAcquired");
    }
}
