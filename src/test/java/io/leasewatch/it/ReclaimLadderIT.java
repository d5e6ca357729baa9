package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two databases that take part in one transaction: the left one is watched by a wrapper, the right one by the agent alone. */
class ReclaimLadderIT {

    private static final String SETTINGS = "/leasewatch/api/settings";

    private static LibertyServer server;
    private static Monitor monitor;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Path archive = folder.resolve("ladder.war");
        ShrinkWrap.create(WebArchive.class)
                .addClass(LadderServlet.class)
                .as(ZipExporter.class)
                .exportTo(archive.toFile());
        server = ServerSetup.runServer("ladder")
                .agent()
                .app(archive)
                .config(source("left-pool", "left") + """
                        <jndiReferenceEntry jndiName="jdbc/left" factoryRef="leasewatchFactory">
                          <properties target="jdbc/left-pool"/>
                        </jndiReferenceEntry>
                        """ + source("right", "right") + DEFEATED + """
                        <webApplication name="ladder" location="ladder.war" contextRoot="/ladder">
                          <classloader commonLibraryRef="leasewatch"/>
                        </webApplication>
                        """)
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                .start("leasewatch", "ladder");
        monitor = new Monitor(server);
    }

    private static final String DEFEATED = """
            <dataSource jndiName="jdbc/defeated">
              <jdbcDriver libraryRef="h2"/>
              <connectionManager maxPoolSize="0" agedTimeout="0" numConnectionsPerThreadLocal="1"/>
              <properties URL="jdbc:h2:mem:defeated"/>
            </dataSource>
            """;

    private static String source(String name, String database) {
        return """
                <dataSource jndiName="jdbc/%s" type="javax.sql.XADataSource">
                  <jdbcDriver libraryRef="h2" javax.sql.XADataSource="org.h2.jdbcx.JdbcDataSource"/>
                  <connectionManager maxPoolSize="5" enableSharingForDirectLookups="false"/>
                  <properties URL="jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1"/>
                </dataSource>
                """.formatted(name, database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        settings(
                "{\"leasewatch.reclaim.mode\":null,\"leasewatch.reclaim.after\":null,\"leasewatch.reclaim.overdue\":null,"
                        + "\"leasewatch.reclaim.cancel-statements\":null,\"leasewatch.reclaim.rollback-transactions\":null,"
                        + "\"leasewatch.leak.overrides\":null,\"leasewatch.leak.report-executing\":null}");
        await().atMost(SOON).until(() -> monitor.connections().isEmpty());
    }

    @Test
    void settingsThatDefeatAPoolAreLogged() {
        server.get("/ladder/defeated");

        for (String id : new String[] {"LSW2007W", "LSW2008W", "LSW2009W"}) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(server.log().lines(id))
                            .singleElement()
                            .asString()
                            .contains("jdbc/defeated has "));
        }
        JsonObject judgement = await().atMost(SOON)
                .until(
                        () ->
                                monitor
                                        .get("judgements")
                                        .getJsonArray("judgements")
                                        .getValuesAs(JsonObject.class)
                                        .stream()
                                        .filter(one -> one.getString("pool").equals("jdbc/defeated"))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(judgement.getString("state")).isEqualTo("warning");
        assertThat(judgement.getString("cause")).isEqualTo("settings");
        assertThat(judgement.getString("sentence")).startsWith("jdbc/defeated has agedTimeout=\"0\"");
        assertThat(judgement.getJsonArray("next").getString(0)).contains("Remove agedTimeout");
        assertThat(server.get("/leasewatch/api/incidents", ADMIN).body()).doesNotContain("jdbc/defeated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"left", "right"})
    void statementIsCancelledAndItsConnectionClosedLater(String source) {
        settings(
                "{\"leasewatch.reclaim.mode\":\"on\",\"leasewatch.reclaim.after\":\"PT1S\",\"leasewatch.reclaim.overdue\":\"true\","
                        + "\"leasewatch.reclaim.cancel-statements\":\"true\",\"leasewatch.leak.report-executing\":\"true\","
                        + "\"leasewatch.leak.overrides\":\"pool:jdbc/" + source + "=PT1S\"}");

        Answer answer = server.get("/ladder/query?source=" + source);

        assertThat(answer.body()).isEqualTo("cancelled, then open, then closed");
        assertThat(acts().subList(0, 2))
                .extracting(act -> act.getString("result"))
                .containsExactly("reclaimed", "cancelled");
        assertThat(acts().get(1).getString("step")).isEqualTo("cancel");
        assertThat(acts().get(1).getString("site")).startsWith("LadderServlet.java");
        assertThat(server.log().lines("LSW3107W", "jdbc/" + source)).isNotEmpty();
        await().atMost(SOON).until(() -> monitor.pool("jdbc/" + source).getInt("inUseCount") == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"left", "right"})
    void statementIsCancelledForAnAdminWhoAsksForItAndNotOtherwise(String source) {
        CompletableFuture<Answer> running =
                server.to("/ladder/query?source=" + source).getLater();
        int id = lease("jdbc/" + source, "executing").getInt("id");

        JsonObject refused = reclaim(id, "{\"dryRun\":false}");
        JsonObject emergency = server.to("/leasewatch/api/health/connections")
                .as(ADMIN)
                .postJson("{\"operation\":\"emergency-reset\",\"confirm\":true}")
                .json();
        JsonObject wouldBe = reclaim(id, "{\"dryRun\":true,\"cancelStatements\":true}");
        JsonObject cancelled = reclaim(id, "{\"dryRun\":false,\"cancelStatements\":true}");
        lease("jdbc/" + source, "idle");
        JsonObject closed = reclaim(id, "{\"dryRun\":false}");

        assertThat(refused.getString("detail")).isEqualTo("it executes a statement");
        assertThat(emergency.getJsonArray("leases").getJsonObject(0).getString("result"))
                .isEqualTo("refused");
        assertThat(wouldBe.getString("result")).isEqualTo("would_cancel");
        assertThat(cancelled.getString("result")).isEqualTo("cancelled");
        assertThat(closed.getString("result")).isEqualTo("reclaimed");
        assertThat(running.join().body()).isEqualTo("cancelled, then open, then closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"left", "right"})
    void transactionIsMarkedByOneOfItsConnectionsAndNoneOfThemIsTouched(String source) {
        CompletableFuture<Answer> running = server.to("/ladder/transaction").getLater();
        lease("jdbc/left", "idle_in_transaction");
        int id = lease("jdbc/" + source, "idle_in_transaction").getInt("id");
        assertThat(reclaim(id, "{\"dryRun\":false}").getString("detail")).contains("in an active transaction");

        settings(
                "{\"leasewatch.reclaim.mode\":\"on\",\"leasewatch.reclaim.after\":\"PT1S\",\"leasewatch.reclaim.overdue\":\"true\","
                        + "\"leasewatch.reclaim.rollback-transactions\":\"true\","
                        + "\"leasewatch.leak.overrides\":\"pool:jdbc/" + source + "=PT1S\"}");

        assertThat(running.join().body()).isEqualTo("status 1, wrote 1 1, open, RollbackException, then 0 0");
        assertThat(acts())
                .filteredOn(act -> act.getString("result").equals("rollback_only"))
                .first()
                .satisfies(act -> {
                    assertThat(act.getString("pool")).isEqualTo("jdbc/" + source);
                    assertThat(act.getString("reason")).isEqualTo("held for more than 1 s");
                });
        assertThat(server.log().lines("LSW3108W", "jdbc/" + source)).isNotEmpty();
        assertThat(server.log().lines("LSW3001W", "jdbc/" + source, "idle in transaction"))
                .isNotEmpty();
        await().atMost(SOON).until(() -> monitor.pool("jdbc/left").getInt("inUseCount") == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"left", "right"})
    void leaseSaysWhetherItIsIdleInATransactionOfItsOwn(String source) {
        CompletableFuture<Answer> running =
                server.to("/ladder/local?source=" + source).getLater();

        lease("jdbc/" + source, "idle_in_transaction");
        server.to("/ladder/").post("");
        lease("jdbc/" + source, "idle");
        server.to("/ladder/").post("");

        assertThat(running.join().body()).isEqualTo("rolled back");
    }

    @Test
    void wrongRequestIsAnsweredWithWhatIsAllowed() {
        Answer answer = server.to("/leasewatch/api/database/connections/1/reclaim")
                .as(ADMIN)
                .postJson("{\"dryRun\":true,\"cancelStatements\":\"yes\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("cancelStatements");
    }

    /** The connection of that pool, once it is at that. */
    private static JsonObject lease(String pool, String activity) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> monitor.connections().stream()
                                .filter(lease -> lease.getString("pool").equals(pool)
                                        && lease.get("activity") instanceof JsonString now
                                        && now.getString().equals(activity))
                                .toList(),
                        leases -> !leases.isEmpty())
                .get(0);
    }

    private static JsonObject reclaim(int id, String body) {
        return server.to("/leasewatch/api/database/connections/" + id + "/reclaim")
                .as(ADMIN)
                .postJson(body)
                .json();
    }

    private static List<JsonObject> acts() {
        return server.get("/leasewatch/api/database/reclaims?limit=100", ADMIN)
                .array()
                .getValuesAs(JsonObject.class);
    }

    private static void settings(String body) {
        assertThat(server.to(SETTINGS).as(ADMIN).putJson(body).status()).isEqualTo(200);
    }
}
