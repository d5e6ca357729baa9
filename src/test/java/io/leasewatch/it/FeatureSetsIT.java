package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leasewatch.programs.Program;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** leasewatch.xml on servers with features of their own: the server keeps them, and the monitor starts or says what is missing. */
class FeatureSetsIT {

    private static final String INCLUDE = "<include location=\"leasewatch.xml\"/>";

    /** The monitor without leasewatch.xml. */
    private static final String WAR_ALONE = "<webApplication location=\"leasewatch.war\"/>";

    private static final String CONFIG = """
            <server>
              <featureManager>
                %s
              </featureManager>
              %s
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
              <!-- Their usual ports belong to the first server of a machine that has the whole of Jakarta EE. -->
              <wasJmsEndpoint host="127.0.0.1" wasJmsPort="${jms.port}" wasJmsSSLPort="-1"/>
              <iiopEndpoint id="defaultIiopEndpoint" host="127.0.0.1" iiopPort="${iiop.port}"/>
              <basicRegistry>
                <user name="viewer" password="viewer"/>
                <group name="leasewatch-viewer"><member name="viewer"/></group>
              </basicRegistry>
              <library id="h2"><file name="${server.config.dir}/lib/h2.jar"/></library>
              <dataSource jndiName="jdbc/orders">
                <jdbcDriver libraryRef="h2"/>
                <properties URL="jdbc:h2:mem:orders"/>
              </dataSource>
              <webApplication name="look-up" location="look-up.war" contextRoot="/look-up"/>
            </server>
            """;

    /** What Open Liberty says of features that conflict. */
    private static final List<String> CONFLICTS = List.of("CWWKF0033E", "CWWKF0044E", "CWWKF0046W", "CWWKF0047E");

    private static final String POOLS = "/leasewatch/api/database/pools";

    @TempDir
    private static Path folder;

    private static Path application;

    @BeforeAll
    static void build() {
        application = folder.resolve("look-up.war");
        ShrinkWrap.create(WebArchive.class)
                .addClass(LookUpServlet.class)
                .as(ZipExporter.class)
                .exportTo(application.toFile());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc-4.3",
                "jdbc-4.2",
                "persistence-3.1",
                "webProfile-10.0",
                "jakartaee-10.0 microProfile-6.1",
                "webProfile-10.0 microProfile-6.0",
                "webProfile-11.0",
                "platform:jakartaee-10.0 platform:microprofile-7.1 servlet jdbc",
                "platform:jakartaee-11.0 servlet jdbc"
            })
    void monitorStartsBesideTheFeaturesOfTheServer(String features) {
        try (LibertyServer server = start(features, INCLUDE)) {
            assertKeepsItsFeatures(server, features);
            assertMonitors(server);
        }
    }

    @Test
    void jakartaDataIsJudgedBesideTheWholeOfJakartaEE11() {
        String features = "jakartaee-11.0";
        ServerSetup setup = setup(features, INCLUDE + "<webApplication location=\"data-orders.war\"/>")
                .agent()
                .app(DataApplication.archive(folder, "orders"));
        try (LibertyServer server = setup.start("leasewatch", "look-up", "data-orders")) {
            assertKeepsItsFeatures(server, features);
            assertMonitors(server);

            for (String path : List.of("", "connection", "connection-left-open")) {
                assertThat(server.get("/data-orders/" + path).status()).isEqualTo(200);
            }

            Monitor monitor = new Monitor(server);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    monitor.get("leaks").getJsonArray("leaks").getValuesAs(JsonObject.class))
                            .extracting(
                                    leak -> leak.getString("kind"),
                                    leak -> leak.getString("site"),
                                    leak -> leak.getString("ending", ""))
                            .containsExactly(tuple(
                                    "outlived_request",
                                    SourceLine.ofParts(
                                            "PartsServlet.java", "leaveOpen", "parts.connection().isReadOnly"),
                                    "closed_by_container")));
            assertThat(monitor.released())
                    .extracting(lease -> lease.getJsonObject("site").getString("label"))
                    .contains(
                            SourceLine.ofParts("PartsServlet.java", "save", "findAll"),
                            SourceLine.ofParts("PartsServlet.java", "use", "(Connection connection"));
        }
    }

    @Test
    void monitorStartsOnAServerWithoutPools() {
        try (LibertyServer server = start("servlet-6.0", INCLUDE)) {
            assertKeepsItsFeatures(server, "servlet-6.0");
            assertThat(lookUp(server)).contains("NameNotFoundException");
            assertThat(server.log().lines("LSW5005I")).hasSize(1);
            assertThat(server.get(POOLS, VIEWER).array()).isEmpty();
            assertThat(server.get(POOLS).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({"servlet-6.0 jdbc-4.3, jakartaee-10.0", "servlet-6.1 jdbc-4.2, jakartaee-11.0"})
    void lineInTheMessageStartsAMonitorThatLacksFeatures(String features, String platform) {
        try (LibertyServer server = start(features, INCLUDE)) {
            assertKeepsItsFeatures(server, features);
            assertThat(lookUp(server)).isEqualTo("H2");
            assertIsRefused(server, "restfulWS, appSecurity, concurrent", "<platform>" + platform + "</platform>");
            assertThat(server.log().lines("CWNEN")).isEmpty();
        }

        String added = "platform:" + platform + " " + features;
        try (LibertyServer server = start(added, INCLUDE)) {
            assertKeepsItsFeatures(server, added);
            assertMonitors(server);
        }
    }

    @Test
    void monitorIsNotOpenToEveryoneWithoutTheFeatureThatChecksPasswords() {
        String features =
                "servlet-6.0 restfulWS-3.1 jsonb-3.0 enterpriseBeansLite-4.0 concurrent-3.0 jdbc-4.2 mpConfig-3.1 mpHealth-4.0";
        try (LibertyServer server = start(features, WAR_ALONE)) {
            assertKeepsItsFeatures(server, features);
            assertThat(lookUp(server)).isEqualTo("H2");
            assertIsRefused(server, "does not have the features appSecurity.");
        }
    }

    private static LibertyServer start(String features, String monitor) {
        return setup(features, monitor).start("leasewatch", "look-up");
    }

    private static ServerSetup setup(String features, String monitor) {
        return ServerSetup.named("features-" + features.replaceAll("[^A-Za-z0-9]+", "-"))
                .monitor()
                .app(application)
                .env("JMS_PORT", String.valueOf(Program.freePort()))
                .env("IIOP_PORT", String.valueOf(Program.freePort()))
                .write("server.xml", CONFIG.formatted(elements(features), monitor));
    }

    /** {@code platform:jakartaee-10.0 servlet} as elements of a featureManager. */
    private static String elements(String features) {
        return Arrays.stream(features.split(" "))
                .map(name -> name.startsWith("platform:")
                        ? "<platform>" + name.substring("platform:".length()) + "</platform>"
                        : "<feature>" + name + "</feature>")
                .collect(Collectors.joining("\n    "));
    }

    private static void assertKeepsItsFeatures(LibertyServer server, String features) {
        List<String> installed = server.log().lines("CWWKF0012I").stream()
                .flatMap(line ->
                        Pattern.compile("[A-Za-z]+-\\d+\\.\\d+").matcher(line).results())
                .map(MatchResult::group)
                .toList();

        assertThat(CONFLICTS)
                .allSatisfy(message -> assertThat(server.log().lines(message)).isEmpty());
        assertThat(features.split(" "))
                .filteredOn(name -> !name.startsWith("platform:"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(installed)
                        .anyMatch(feature -> feature.equals(name) || feature.startsWith(name + "-")));
        assertThat(server.log().lines("LSW5012I").isEmpty())
                .as("nothing is said of /metrics")
                .isEqualTo(installed.stream().anyMatch(feature -> feature.startsWith("mpMetrics-"))
                        || server.log().lines("LSW5005I").isEmpty());
    }

    private static void assertMonitors(LibertyServer server) {
        assertThat(server.log().lines("LSW5005I")).hasSize(1);
        assertThat(List.of("CWNEN", "WELD-000119"))
                .as("what the server says of classes for which it lacks a feature")
                .allSatisfy(message ->
                        assertThat(server.log().lines(message, "io.leasewatch")).isEmpty());
        assertThat(lookUp(server)).isEqualTo("H2");
        Monitor monitor = new Monitor(server);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.list("pools"))
                        .extracting(pool -> pool.getString("poolName"))
                        .containsExactly("jdbc/orders"));
        assertThat(server.get(POOLS).status()).isEqualTo(401);
        assertThat(server.get("/health/ready").status()).isEqualTo(200);
        // Parameters that only an annotation names, which a server without mpOpenAPI does not know.
        assertThat(server.get("/leasewatch/api/monitoring/database?detailed=true", VIEWER)
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/leasewatch/api/monitoring/database?detialed=true", VIEWER)
                        .status())
                .isEqualTo(400);
    }

    private static void assertIsRefused(LibertyServer server, String... pieces) {
        assertThat(server.log().lines("LSW"))
                .singleElement()
                .asString()
                .contains("LSW5011E")
                .contains(pieces);
        assertThat(server.hasStarted("leasewatch")).isTrue();
        assertThat(List.of("/leasewatch/", POOLS, "/leasewatch/readyz", "/leasewatch/api/health/connections"))
                .allSatisfy(path -> {
                    Answer answer = server.get(path);
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.body()).contains(pieces);
                });
        assertThat(server.get("/health/ready").status()).isEqualTo(200);
    }

    private static String lookUp(LibertyServer server) {
        return server.get("/look-up/?name=jdbc/orders").body();
    }
}
