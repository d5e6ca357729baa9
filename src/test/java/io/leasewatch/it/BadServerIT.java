package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leasewatch.agent.advice.HookKey;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers on which something is wrong: what is wrong is said, and everything else works. */
class BadServerIT {

    private static final String WRONG_NAMES_AND_A_SECOND_MONITOR = """
            <applicationMonitor pollingRate="200ms"/>
            <webApplication id="second" name="second" location="second.war" contextRoot="/second">
              <classloader commonLibraryRef="leasewatch"/>
            </webApplication>
            <webApplication name="look-up" location="look-up.war" contextRoot="/look-up"/>
            <jndiEntry jndiName="text/greeting" value="hello"/>
            <jndiReferenceEntry jndiName="jdbc/of-nothing" factoryRef="leasewatchFactory">
              <properties target="jdbc/none"/>
            </jndiReferenceEntry>
            <jndiReferenceEntry jndiName="jdbc/of-text" factoryRef="leasewatchFactory">
              <properties target="text/greeting"/>
            </jndiReferenceEntry>
            <jndiReferenceEntry jndiName="jdbc/of-no-target" factoryRef="leasewatchFactory"/>
            """;

    @TempDir
    private Path folder;

    @Test
    void aWrongNameFailsWhereItIsLookedUpAndNowhereElse() throws IOException {
        ServerSetup setup = ServerSetup.runServer("bad-names");
        try (LibertyServer server = setup.edit(
                        "server.xml", "target=\"jdbc/reports-pool\"", "target=\"jdbc/missing-pool\"")
                // Neither of the features that numbers need is there either.
                .edit("leasewatch.xml", "<feature>monitor-1.0</feature>", "")
                .edit("server.xml", "<feature>mpMetrics-5.1</feature>", "")
                .edit("server.xml", "<mpMetrics authentication=\"false\"/>", "")
                .app(lookUp(), "look-up.war")
                .agent()
                .lib(agentOfAnotherVersion())
                .config(WRONG_NAMES_AND_A_SECOND_MONITOR)
                .start("leasewatch", "bookshop", "look-up")) {

            assertThat(lookUp(server, "jdbc/of-nothing")).contains("LSW1102E", "jdbc/none", "must be the jndiName");
            assertThat(lookUp(server, "jdbc/of-text")).contains("LSW1103E", "text/greeting", "java.lang.String");
            assertThat(lookUp(server, "jdbc/of-no-target")).contains("LSW1101E", "property target");
            assertThat(server.log().lines("LSW1102E", "jdbc/none")).isNotEmpty();
            assertThat(server.log().lines("LSW1102E", "jdbc/missing-pool"))
                    .as("why the bookshop has no reports")
                    .isNotEmpty();

            assertThat(lookUp(server, "jdbc/bookshop")).isEqualTo("H2");
            Monitor monitor = new Monitor(server);
            await().atMost(Monitor.SOON)
                    .untilAsserted(() -> assertThat(monitor.list("pools"))
                            .extracting(pool -> pool.getString("poolName"), pool -> pool.isNull("maxCount"))
                            .contains(tuple("jdbc/bookshop", true)));
            await().atMost(Monitor.SOON)
                    .untilAsserted(() -> assertThat(server.get("/leasewatch/readyz"))
                            .extracting(Answer::status)
                            .isEqualTo(200));
            assertThat(server.log().lines("LSW5005I")).hasSize(1);
            assertThat(server.log().lines("LSW5012I", "mpMetrics-5.1")).hasSize(1);
            assertThat(server.log().lines("LSW9105E", "its hooks have version 9, these have " + HookKey.VERSION))
                    .hasSize(1);
            assertThat(server.log().lines("LSW9101I")).isEmpty();

            deployTheMonitorTwice(setup, server);
        }
    }

    /** The agent as it is, but for what it says of its hooks. */
    private Path agentOfAnotherVersion() throws IOException {
        Path copy = Files.copy(Archives.AGENT, folder.resolve(Archives.AGENT.getFileName()));
        try (FileSystem jar = FileSystems.newFileSystem(copy)) {
            Path agent = jar.getPath("io/leasewatch/agent/Agent.class");
            String constant = "\u0001\u0000\u0001";
            String text = new String(Files.readAllBytes(agent), StandardCharsets.ISO_8859_1);
            assertThat(text).containsOnlyOnce(constant + HookKey.VERSION);
            Files.write(
                    agent,
                    text.replace(constant + HookKey.VERSION, constant + "9").getBytes(StandardCharsets.ISO_8859_1));
        }
        return copy;
    }

    private static void deployTheMonitorTwice(ServerSetup setup, LibertyServer server) {
        setup.app(Archives.MONITOR, "second.war");
        await().atMost(Monitor.SOON).until(() -> server.hasStarted("second"));
        assertThat(server.log().lines("LSW5017W", "The monitor of the application leasewatch"))
                .hasSize(1);
        assertThat(server.get("/second/readyz").json().getJsonArray("reasons").toString())
                .contains("the monitor of the application leasewatch watches this server");
        assertThat(server.get("/leasewatch/readyz")
                        .json()
                        .getJsonArray("reasons")
                        .toString())
                .doesNotContain("watches this server");
        assertThat(server.log().lines("LSW5005I")).hasSize(1);

        // A monitor that has alerts and an incident to end.
        forgetAConnection(server);
        awaitLeaks(server, "/leasewatch", 1);
        await().atMost(Monitor.SOON)
                .untilAsserted(() -> assertThat(server.get("/leasewatch/api/incidents?open=true", Call.VIEWER)
                                .body())
                        .contains("jdbc/bookshop"));

        setup.without("apps/leasewatch.war");
        await().atMost(Monitor.SOON).until(() -> !server.log().lines("LSW5018I").isEmpty());
        await().atMost(Monitor.SOON)
                .untilAsserted(() -> assertThat(server.get("/second/readyz").body())
                        .contains("jdbc/bookshop")
                        .doesNotContain("watches this server"));
        forgetAConnection(server);
        // The leak that the first monitor found is still one.
        awaitLeaks(server, "/second", 2);
        assertThat(server.log().lines("CWWKZ0009I", "application leasewatch")).hasSize(1);
        assertThat(server.log().lines("LSW5013W")).isEmpty();
    }

    private static void forgetAConnection(LibertyServer server) {
        assertThat(server.to("/look-up/?name=jdbc/bookshop").post("").status()).isEqualTo(200);
    }

    /** Waits until the monitor with that context root lists so many leaks of the application, and has logged the last one. */
    private static void awaitLeaks(LibertyServer server, String monitor, int count) {
        await().atMost(Monitor.SOON).untilAsserted(() -> {
            assertThat(server.get(monitor + "/api/database/leaks?open=true", Call.VIEWER)
                            .json()
                            .getJsonArray("leaks")
                            .getValuesAs(JsonObject.class))
                    .hasSize(count)
                    .allSatisfy(leak -> assertThat(leak.toString())
                            .contains(SourceLine.ofGetConnection("LookUpServlet.java", "forget")));
            assertThat(server.log().lines("LSW3001W", "LookUpServlet.java")).hasSizeGreaterThanOrEqualTo(count);
        });
    }

    @Test
    void withoutTheLibraryTheMonitorWorksAloneAndShowsThePoolsNumbers() {
        ServerSetup setup = ServerSetup.runServer("bad-library")
                .without("lib/leasewatch-lib.jar")
                .env("MP_CONFIG_PROFILE", "prod");
        for (String pool : new String[] {"bookshop", "reports", "audit"}) {
            setup.edit("server.xml", "jndiName=\"jdbc/" + pool + "\"", "jndiName=\"jdbc/" + pool + "-watched\"")
                    .edit("server.xml", "jndiName=\"jdbc/" + pool + "-pool\"", "jndiName=\"jdbc/" + pool + "\"");
        }
        try (LibertyServer server = setup.start("leasewatch", "bookshop")) {
            assertThat(server.log().lines("LSW5006W")).hasSize(1);
            assertThat(server.get("/bookshop/api/books").array()).hasSize(5);
            assertThat(server.log().lines("LSW5016E", "The password of admin and viewer is the one of the example"))
                    .hasSize(1);
            assertThat(server.get("/bookshop/api/trouble/leak-thread").status())
                    .as("in the profile prod")
                    .isEqualTo(404);

            Monitor monitor = new Monitor(server);
            await().atMost(Monitor.SOON)
                    .untilAsserted(() -> assertThat(monitor.list("pools"))
                            .extracting(
                                    pool -> pool.getString("poolName"),
                                    pool -> pool.getInt("maxCount", -1),
                                    pool -> pool.getString("watchedBy"))
                            .containsExactly(
                                    tuple("java:app/jdbc/BookshopArchive", 4, "pool numbers only"),
                                    tuple("jdbc/audit", 4, "pool numbers only"),
                                    tuple("jdbc/bookshop", 10, "pool numbers only"),
                                    tuple("jdbc/reports", 4, "pool numbers only")));
            assertThat(server.get("/health/ready").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LEASEWATCH_LEAK_THRESHOLD | PT0S | leasewatch.leak.threshold must be a duration longer than zero, such as PT30S, was PT0S.",
                "LEASEWATCH_ALERTS_RULES | leaks: channels pager | leasewatch.alerts.rules must name channels that are configured, which are log, event, was pager in the rule leaks; there is no channel pager."
            })
    void aWrongSettingIsSaidOnceAndShutsTheMonitorButNotTheApplications(String key, String value, String why) {
        try (LibertyServer server =
                ServerSetup.runServer("bad-setting").env(key, value).start("leasewatch", "bookshop")) {

            assertThat(server.log().lines("LSW5001E"))
                    .singleElement()
                    .asString()
                    .contains("LSW5001E: Leasewatch does not start, because " + why);
            assertThat(server.hasFailed("leasewatch")).isTrue();
            assertThat(server.get("/leasewatch/api/health/connections").status())
                    .isNotEqualTo(200);
            assertThat(server.get("/bookshop/api/books").array()).hasSize(5);
            assertThat(server.log().lines("LSW5001E")).hasSize(1);
        }
    }

    private static String lookUp(LibertyServer server, String name) {
        return server.get("/look-up/?name=" + name).body();
    }

    private Path lookUp() {
        Path archive = folder.resolve("look-up.war");
        ShrinkWrap.create(WebArchive.class)
                .addClass(LookUpServlet.class)
                .as(ZipExporter.class)
                .exportTo(archive.toFile());
        return archive;
    }
}
