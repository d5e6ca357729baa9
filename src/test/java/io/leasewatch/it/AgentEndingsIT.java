package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the connections whose events {@link AgentEventsIT} lists, as the monitor tells it. */
class AgentEndingsIT {

    private static final String SOURCES = """
            <dataSource jndiName="jdbc/shared">
              <jdbcDriver libraryRef="h2"/>
              <properties URL="jdbc:h2:mem:endings;DB_CLOSE_DELAY=-1"/>
            </dataSource>
            <dataSource jndiName="jdbc/unshared">
              <jdbcDriver libraryRef="h2"/>
              <connectionManager enableSharingForDirectLookups="false"/>
              <properties URL="jdbc:h2:mem:endings;DB_CLOSE_DELAY=-1"/>
            </dataSource>
            <dataSource jndiName="jdbc/deep">
              <jdbcDriver libraryRef="h2"/>
              <connectionManager maxPoolSize="1000" connectionTimeout="1s"/>
              <properties URL="jdbc:h2:mem:deep;DB_CLOSE_DELAY=-1"/>
            </dataSource>
            <webApplication name="endings" location="endings.war" contextRoot="/endings"/>
            """;

    private static LibertyServer server;
    private static Monitor monitor;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Path archive = folder.resolve("endings.war");
        ShrinkWrap.create(WebArchive.class)
                .addClasses(AgentEventsServlet.class, AgentEventsServlet.Recorder.class)
                .addClasses(DeepServlet.class, DeepServlet.Recursion.class, StackEnd.class)
                .as(ZipExporter.class)
                .exportTo(archive.toFile());
        server = ServerSetup.runServer("agent-endings")
                .agent()
                .app(archive, "endings.war")
                .config(SOURCES)
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT8S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                .start("leasewatch", "endings");
        monitor = new Monitor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forgetWhatWas() {
        server.get("/endings/?take=close-forgotten&from=any");
        monitor.heal();
    }

    @ParameterizedTest
    @CsvSource({
        "close,             jdbc/shared,   returned",
        "close,             jdbc/unshared, returned",
        "transaction-close, jdbc/shared,   returned",
        "transaction-close, jdbc/unshared, returned",
        "abort,             jdbc/shared,   aborted",
        "abort,             jdbc/unshared, aborted"
    })
    void connectionThatIsGivenBackEndsAsItsBorrowerEndedItAndIsNoLeak(String how, String from, String outcome) {
        take(how, from);

        JsonObject lease = await().atMost(SOON)
                .until(() -> closed(from), leases -> leases.size() == 1)
                .get(0);
        assertThat(lease.getString("outcome")).isEqualTo(outcome);
        assertThat(lease.getJsonObject("site").getString("file")).isEqualTo("AgentEventsServlet.java");
        assertThat(lease.getJsonObject("site").getString("method")).isEqualTo("take");
        assertThat(monitor.get("leaks").getInt("count")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "forget,             jdbc/shared",
        "forget,             jdbc/unshared",
        "transaction-forget, jdbc/shared",
        "transaction-forget, jdbc/unshared"
    })
    void connectionThatTheServerTakesBackIsALeakThatItClosed(String how, String from) {
        take(how, from);

        await().atMost(SOON).until(() -> monitor.ended("closed_by_container") == 1);
        JsonObject leak = monitor.get("leaks").getJsonArray("leaks").getJsonObject(0);
        assertThat(leak.getString("kind")).isEqualTo("outlived_request");
        assertThat(leak.getString("pool")).isEqualTo(from);
        assertThat(leak.getString("site")).contains("AgentEventsServlet.java");
    }

    @Test
    void connectionOfAThreadOfItsOwnIsLeakedUntilSomebodyClosesIt() {
        take("thread-forget", "jdbc/shared");

        assertThat(monitor.openLeaks(1).get(0).getString("pool")).isEqualTo("jdbc/shared");
        server.get("/endings/?take=close-forgotten&from=any");
        await().atMost(SOON).until(() -> monitor.ended("returned_late") == 1);
    }

    /** The pool itself loses them, without the agent, too. */
    @Test
    void placesThatAPoolLosesWhereAStackEndsAreInUseAndUnexplained() {
        assertThat(server.get("/endings/deep?times=3").status()).isEqualTo(200);

        await().atMost(SOON.multipliedBy(2)).untilAsserted(() -> {
            JsonObject pool = monitor.pool("jdbc/deep");
            assertThat(pool.getInt("unexplainedCount")).isGreaterThan(5).isLessThanOrEqualTo(pool.getInt("inUseCount"));
            assertThat(monitor.get("judgements").getJsonArray("judgements").getValuesAs(JsonObject.class))
                    .filteredOn(judgement -> judgement.getString("pool").equals("jdbc/deep"))
                    .extracting(judgement -> judgement.getString("cause"))
                    .containsExactly("unexplained");
        });
        assertThat(monitor.connections()).isEmpty();
    }

    private static void take(String how, String from) {
        assertThat(server.get("/endings/?take=" + how + "&from=" + from).status())
                .isEqualTo(200);
    }

    private static List<JsonObject> closed(String pool) {
        return monitor
                .get("connections?released=true")
                .getJsonArray("connections")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(lease -> lease.getString("pool").equals(pool))
                .toList();
    }
}
