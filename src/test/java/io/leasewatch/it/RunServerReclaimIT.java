package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunServer.class)
class RunServerReclaimIT {

    private static final String SETTINGS = "/leasewatch/api/settings";
    private static final String RECLAIMS = "/leasewatch/api/database/reclaims";
    private static final String OPERATIONS = "/leasewatch/api/health/connections";

    private final LibertyServer server;
    private final Monitor monitor;

    RunServerReclaimIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        settings("{\"leasewatch.reclaim.mode\":null,\"leasewatch.reclaim.after\":null,"
                + "\"leasewatch.reclaim.most-per-minute\":null,\"leasewatch.leak.threshold\":null,"
                + "\"leasewatch.leak.overrides\":null}");
        monitor.heal();
    }

    @Test
    void exhaustedPoolIsWholeAgainWithoutARestartOnceReclaimingIsSwitchedOn() {
        forget(10);
        monitor.openLeaks(10);
        int before = reclaims().size();

        settings("{\"leasewatch.reclaim.mode\":\"dry-run\",\"leasewatch.reclaim.after\":\"PT1S\","
                + "\"leasewatch.reclaim.most-per-minute\":100}");
        await().atMost(SOON).until(() -> reclaims().size() == before + 10);

        assertThat(reclaims().subList(0, 10)).allSatisfy(act -> {
            assertThat(act.getString("result")).isEqualTo("would_reclaim");
            assertThat(act.getString("by")).isEqualTo("policy");
            assertThat(act.getString("reason")).isEqualTo("its thread has ended");
        });
        assertThat(monitor.openLeaks()).hasSize(10);
        assertThat(inUse()).isEqualTo(10);

        settings("{\"leasewatch.reclaim.mode\":\"on\"}");
        await().atMost(SOON).until(() -> inUse() == 0);

        monitor.openLeaks(0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.ended("reclaimed")).isEqualTo(10));
        assertThat(reclaims().subList(0, 10))
                .allSatisfy(act -> assertThat(act.getString("result")).isEqualTo("reclaimed"));
        assertThat(server.get("/bookshop/api/books").status()).isEqualTo(200);
        assertThat(server.log().lines("LSW3104W", "TroubleResource.java")).hasSizeGreaterThanOrEqualTo(10);
        assertThat(server.log().lines("LSW5010I", "admin changed leasewatch.reclaim.mode", "to on"))
                .isNotEmpty();
    }

    @Test
    void oneLeaseIsReclaimedWhenAnAdminAsksForIt() {
        forget(2);
        int id = monitor.openLeaks(2).get(0).getJsonObject("lease").getInt("id");
        String path = "/leasewatch/api/database/connections/" + id + "/reclaim";

        JsonObject wouldBe =
                server.to(path).as(ADMIN).postJson("{\"dryRun\":true}").json();
        assertThat(monitor.openLeaks()).hasSize(2);
        JsonObject done =
                server.to(path).as(ADMIN).postJson("{\"dryRun\":false}").json();

        assertThat(wouldBe.getString("result")).isEqualTo("would_reclaim");
        assertThat(done.getString("result")).isEqualTo("reclaimed");
        assertThat(done.getString("by")).isEqualTo("admin");
        assertThat(done.getString("site")).startsWith("TroubleResource.java");
        assertThat(monitor.openLeaks(1).get(0).getJsonObject("lease").getInt("id"))
                .isNotEqualTo(id);
        assertThat(server.to(path).as(ADMIN).postJson("{\"dryRun\":false}").status())
                .isEqualTo(404);
        assertThat(server.to(path).as(ADMIN).postJson("{}").status()).isEqualTo(400);
    }

    @Test
    void everythingThatOneLineHasLeakedIsReclaimedAndTheIncidentTellsOfIt() {
        forget(3);
        String site = monitor.openLeaks(3).get(0).getString("site");
        JsonObject judgement = await().atMost(SOON)
                .until(
                        () -> first("database/judgements", "judgements"),
                        judged -> judged != null && judged.getInt("leaks") == 3);
        assertThat(judgement.getString("pool")).isEqualTo("jdbc/bookshop");
        assertThat(judgement.getString("state")).isEqualTo("warning");
        assertThat(judgement.getString("cause")).isEqualTo("leak");
        assertThat(judgement.getInt("suspicions")).isZero();
        JsonObject opened = await().atMost(SOON)
                .until(() -> first("incidents?open=true&pool=jdbc/bookshop", "incidents"), Objects::nonNull);

        Answer dry = reclaimLine(site, true);
        assertThat(monitor.openLeaks()).hasSize(3);
        Answer done = reclaimLine(site, false);

        assertThat(results(dry)).containsExactly("would_reclaim", "would_reclaim", "would_reclaim");
        assertThat(results(done)).containsExactly("reclaimed", "reclaimed", "reclaimed");
        monitor.openLeaks(0);
        assertThat(reclaimLine(site, false).status()).isEqualTo(404);
        assertThat(reclaimLine("Nowhere.java:1", false).json().getString("detail"))
                .isEqualTo("No open leak was taken at that line.");
        String id = opened.getString("id");
        JsonObject ended = await().atMost(SOON)
                .until(
                        () -> server.get("/leasewatch/api/incidents/" + id, VIEWER)
                                .json(),
                        incident -> !incident.getBoolean("open"));
        assertThat(ended.getJsonArray("lines").getJsonObject(0).getString("site"))
                .isEqualTo(site);
        // An incident goes on if leaks return within ten seconds, such as those of the test before.
        assertThat(ended.getJsonArray("lines").getJsonObject(0).getInt("leaks")).isGreaterThanOrEqualTo(3);
        assertThat(ended.getJsonArray("timeline").toString()).contains("by admin: reclaimed.");
        String text = server.to("/leasewatch/api/incidents/" + id)
                .as(VIEWER)
                .header("Accept", "text/markdown")
                .get()
                .body();
        assertThat(text).startsWith("# Incident " + id + ": jdbc/bookshop").contains("## What leaked", " taken at ");
    }

    private @Nullable JsonObject first(String path, String list) {
        return server
                .get("/leasewatch/api/" + path, VIEWER)
                .json()
                .getJsonArray(list)
                .getValuesAs(JsonObject.class)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private Answer reclaimLine(String site, boolean dryRun) {
        return server.to(RECLAIMS).as(ADMIN).postJson("{\"site\":\"" + site + "\",\"dryRun\":" + dryRun + "}");
    }

    private static List<String> results(Answer answer) {
        return answer.array().getValuesAs(JsonObject.class).stream()
                .map(step -> step.getString("result"))
                .toList();
    }

    @Test
    void emergencyResetClosesEverythingThatIsOutOnceItIsConfirmed() {
        forget(4);
        monitor.openLeaks(4);

        Answer unconfirmed = operate("{\"operation\":\"emergency-reset\"}");
        JsonObject dry =
                operate("{\"operation\":\"emergency-reset\",\"dryRun\":true}").json();
        assertThat(monitor.openLeaks()).hasSize(4);
        JsonObject done =
                operate("{\"operation\":\"emergency-reset\",\"confirm\":true}").json();

        assertThat(unconfirmed.status()).isEqualTo(400);
        assertThat(unconfirmed.body()).contains("confirm");
        assertThat(dry.getInt("wouldReclaim")).isEqualTo(4);
        assertThat(done.getInt("reclaimed")).isEqualTo(4);
        await().atMost(SOON).until(() -> inUse() == 0);
    }

    @Test
    void cleanupLeavesWhatWasUsedInTheLastMinutes() {
        forget(1);
        monitor.openLeaks(1);

        JsonObject done = operate("{\"operation\":\"cleanup\"}").json();

        assertThat(done.getInt("looked")).isZero();
        assertThat(monitor.openLeaks()).hasSize(1);
    }

    @Test
    void settingHoldsAtOnceForLeasesThatAreOut() {
        settings("{\"leasewatch.leak.threshold\":\"PT1H\"}");
        forgetInRequest();
        assertThat(setting("leasewatch.leak.threshold").getString("from")).isEqualTo("override");

        settings("{\"leasewatch.leak.overrides\":\"site:Nowhere.java:1=never,pool:jdbc/audit=PT0.1S\"}");

        assertThat(monitor.openLeaks(1).get(0).getString("pool")).isEqualTo("jdbc/audit");
        settings("{\"leasewatch.leak.threshold\":null}");
        assertThat(setting("leasewatch.leak.threshold").getString("value")).isEqualTo("PT3S");
        assertThat(setting("leasewatch.leak.threshold").getString("from")).isEqualTo("configuration");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"leasewatch.reclaim.mode\":\"perhaps\",\"leasewatch.leak.threshold\":\"PT9S\"} | leasewatch.reclaim.mode must be one of off, dry-run, on, was perhaps",
                "{\"leasewatch.leak.memory\":\"5\"}       | leasewatch.leak.memory cannot change while the monitor runs, because",
                "{\"leasewatch.leak.treshold\":\"PT9S\"}  | leasewatch.leak.treshold must be one of leasewatch.enabled",
                "{\"leasewatch.leak.overrides\":\"x=1\"}  | leasewatch.leak.overrides must be a comma-separated list",
                "{\"leasewatch.leak.threshold\":[]}       | leasewatch.leak.threshold must be a text",
            })
    void wrongSettingIsAnsweredWithKeyRuleAndValueAndChangesNothing(String body, String words) {
        Answer answer = put(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().getString("detail")).contains(words);
        assertThat(setting("leasewatch.leak.threshold").getString("value")).isEqualTo("PT3S");
        assertThat(setting("leasewatch.reclaim.mode").getString("value")).isEqualTo("off");
    }

    @ParameterizedTest
    @ValueSource(strings = {SETTINGS, RECLAIMS})
    void settingsAndAuditAreForAdminsOnly(String path) {
        assertThat(server.get(path, ADMIN).status()).isEqualTo(200);
        assertThat(server.get(path, VIEWER).status()).isEqualTo(403);
        assertThat(server.get(path).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPERATIONS, "/leasewatch/api/database/connections/1/reclaim"})
    void operationsAreForAdminsWhoSendWhatAnotherSitesPageCannot(String path) {
        String body = "{\"operation\":\"cleanup\"}";

        assertThat(server.to(path).as(VIEWER).postJson(body).status()).isEqualTo(403);
        assertThat(server.to(path).postJson(body).status()).isEqualTo(401);
        assertThat(server.to(path)
                        .as(ADMIN)
                        .header("Content-Type", "application/json")
                        .post(body)
                        .status())
                .isEqualTo(403);
        assertThat(server.to(path)
                        .as(ADMIN)
                        .header("X-Requested-With", "it")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .post("operation=cleanup")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void settingsAreChangedByAdminsWhoSendWhatAnotherSitesPageCannot() {
        assertThat(server.to(SETTINGS).as(VIEWER).putJson("{}").status()).isEqualTo(403);
        assertThat(server.to(SETTINGS).putJson("{}").status()).isEqualTo(401);
        assertThat(server.to(SETTINGS)
                        .as(ADMIN)
                        .header("Content-Type", "application/json")
                        .put("{}")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"operation\":\"explode\"}",
                "{\"operation\":\"cleanup\",\"dryrun\":true}",
                "{\"operation\":\"cleanup\",\"dryRun\":\"yes\"}",
                "[]"
            })
    void malformedOperationDoesNothing(String body) {
        Answer answer = operate(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private void forget(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(server.get("/bookshop/api/trouble/leak-thread").status()).isEqualTo(200);
        }
    }

    private void forgetInRequest() {
        assertThat(server.get("/bookshop/api/trouble/leak-noauto").status()).isEqualTo(200);
    }

    private int inUse() {
        return monitor.pool("jdbc/bookshop").getInt("inUseCount");
    }

    private Answer operate(String body) {
        return server.to(OPERATIONS).as(ADMIN).postJson(body);
    }

    private Answer put(String body) {
        return server.to(SETTINGS).as(ADMIN).putJson(body);
    }

    private void settings(String body) {
        assertThat(put(body).status()).isEqualTo(200);
    }

    private JsonObject setting(String key) {
        return server.get(SETTINGS, ADMIN).array().getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("key").equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonObject> reclaims() {
        return server.get(RECLAIMS + "?limit=1000", ADMIN).array().getValuesAs(JsonObject.class);
    }
}
