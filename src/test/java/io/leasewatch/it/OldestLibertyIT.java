package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The run server on the oldest Open Liberty, which knows no platforms and no features without a version. */
class OldestLibertyIT {

    private static final List<String> PLATFORMS = List.of("jakartaee-10.0", "microprofile-7.1");

    /** What features without a version are replaced by, in leasewatch.xml. */
    private static final List<String> INCLUDED =
            List.of("servlet-6.0", "restfulWS-3.1", "appSecurity-5.0", "concurrent-3.0");

    /** The same in the run server's own file: those of Jakarta EE 10 and MicroProfile 6.0. */
    private static final List<String> FEATURES =
            List.of("persistence-3.1", "jdbc-4.3", "mpConfig-3.0", "mpOpenAPI-3.1");

    private static LibertyServer server;
    private static Monitor monitor;

    @BeforeAll
    static void start() {
        ServerSetup setup = ServerSetup.runServer("oldest")
                .on(Archives.oldestLiberty())
                .agent()
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT8S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S");
        PLATFORMS.forEach(platform -> setup.edit("server.xml", "<platform>" + platform + "</platform>", ""));
        INCLUDED.forEach(feature -> withVersion(setup, "leasewatch.xml", feature));
        FEATURES.forEach(feature -> withVersion(setup, "server.xml", feature));
        setup.edit("server.xml", "mpMetrics-5.1", "mpMetrics-5.0")
                // What it is there for, on a server that does not know it.
                .edit("leasewatch.xml", "<feature>mpReactiveMessaging-3.0</feature>", "<feature>cdi-4.0</feature>");
        server = setup.start("leasewatch", "bookshop");
        monitor = new Monitor(server);
    }

    private static void withVersion(ServerSetup setup, String file, String feature) {
        String name = feature.substring(0, feature.indexOf('-'));
        setup.edit(file, "<feature>" + name + "</feature>", "<feature>" + feature + "</feature>");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void heal() {
        monitor.heal();
    }

    @Test
    void itIsTheOldestAndEveryPointOfTheAgentFits() {
        assertThat(server.log().lines("product = Open Liberty 23.0.0.3 ")).hasSize(1);
        assertThat(server.log().lines("LSW9")).singleElement().asString().contains("LSW9101I");
    }

    @Test
    void aForgottenConnectionIsFoundAsOnNewerServers() {
        BookshopStory.ofAForgottenConnection(server);
    }

    @Test
    void poolsSayHowTheyAreWatchedAndHaveNoMaximumBecauseThatServerTellsNone() {
        assertThat(monitor.list("pools"))
                .extracting(
                        pool -> pool.getString("poolName"),
                        pool -> pool.isNull("maxCount"),
                        pool -> pool.getString("watchedBy"))
                .containsExactly(
                        tuple("bookshop/java:app/jdbc/BookshopArchive", true, "agent"),
                        tuple("jdbc/audit", true, "wrapper"),
                        tuple("jdbc/bookshop", true, "wrapper"),
                        tuple("jdbc/reports", true, "wrapper"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"leak-request", "leak-unshared"})
    void whatTheServerRepairsIsALeakThatItClosed(String path) {
        server.get("/bookshop/api/trouble/" + path);

        await().atMost(SOON).until(() -> monitor.ended("closed_by_container") == 1);

        assertThat(monitor.get("leaks").getJsonArray("leaks").getJsonObject(0).getString("kind"))
                .isEqualTo("outlived_request");
    }

    @Test
    void whatIsToBeScrapedIsThere() {
        server.get("/bookshop/api/archive");

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(server.get("/metrics?scope=leasewatch").body())
                                .contains("pool_name=\"bookshop/java:app/jdbc/BookshopArchive\""));
    }
}
