package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.leasewatch.monitor.channel.Receiver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunServer.class)
class RunServerAlertsIT {

    private static final String SETTINGS = "/leasewatch/api/settings";
    private static final String RULES = SETTINGS + "/alert-rules";

    private final LibertyServer server;
    private final Monitor monitor;
    private final Receiver receiver;

    RunServerAlertsIT(LibertyServer server) throws IOException {
        this.server = server;
        this.monitor = new Monitor(server);
        this.receiver = new Receiver();
    }

    @BeforeEach
    void heal() {
        monitor.heal();
    }

    @AfterEach
    void leaveEverythingAsItWas() {
        server.to(RULES).as(ADMIN).putJson("{\"rules\":null}");
        server.to(SETTINGS).as(ADMIN).putJson("{\"leasewatch.alerts.webhook.url\":null}");
        monitor.heal();
        receiver.close();
    }

    @Test
    void ruleThatAnAdminMakesReachesTheWebhookAtOnceAndSoDoesItsEnd() {
        String url = receiver.uri().toString();
        Answer settings = server.to(SETTINGS).as(ADMIN).putJson("{\"leasewatch.alerts.webhook.url\":\"" + url + "\"}");
        Answer rules = server.to(RULES)
                .as(ADMIN)
                .putJson("{\"rules\":[{\"name\":\"held\",\"metric\":\"in-use\",\"operator\":\">=\",\"value\":1,"
                        + "\"of\":\"jdbc/bookshop\",\"severity\":\"error\",\"channels\":[\"webhook\"]},"
                        + "{\"name\":\"leaks\",\"enabled\":false}]}");
        assertThat(settings.status()).as(settings.body()).isEqualTo(200);
        assertThat(settings.body()).doesNotContain("t0ps3cret").contains("********");
        assertThat(rules.status()).as(rules.body()).isEqualTo(200);
        assertThat(rules.json().getJsonArray("rules").getValuesAs(JsonObject.class))
                .anySatisfy(rule -> {
                    assertThat(rule.getString("name")).isEqualTo("held");
                    assertThat(rule.getString("for")).isEqualTo("PT0S");
                    assertThat(rule.getBoolean("enabled")).isTrue();
                })
                .anySatisfy(rule -> {
                    assertThat(rule.getString("name")).isEqualTo("leaks");
                    assertThat(rule.getBoolean("enabled")).isFalse();
                });

        server.get("/bookshop/api/trouble/leak-thread");
        JsonObject firing = await().atMost(SOON)
                .until(() -> events("firing"), events -> !events.isEmpty())
                .get(0);
        monitor.heal();
        JsonObject resolved = await().atMost(SOON)
                .until(() -> events("resolved"), events -> !events.isEmpty())
                .get(0);

        assertThat(firing.getString("specversion")).isEqualTo("1.0");
        assertThat(firing.getString("subject")).isEqualTo("jdbc/bookshop");
        assertThat(firing.getJsonObject("data").getString("severity")).isEqualTo("error");
        assertThat(resolved.getJsonObject("data").getString("id"))
                .isEqualTo(firing.getJsonObject("data").getString("id"));
        assertThat(posted())
                .noneMatch(
                        event -> event.getJsonObject("data").getString("rule").equals("leaks"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.metric(
                                "leasewatch_alert_deliveries_total{channel=\"webhook\",outcome=\"delivered\"}"))
                        .isGreaterThanOrEqualTo(2));
        assertThat(server.log().lines("LSW5010I", "changed leasewatch.alerts.webhook.url", "to ********"))
                .isNotEmpty();
    }

    @Test
    void outageIsOneIncidentAndThreeMessages() {
        String url = receiver.uri().toString();
        server.to(SETTINGS).as(ADMIN).putJson("{\"leasewatch.alerts.webhook.url\":\"" + url + "\"}");
        leak(1);
        await().atMost(SOON).until(() -> told().equals(List.of("firing warning")));
        String incident = await().atMost(SOON)
                .until(() -> incidents("open=true"), open -> open.size() == 1)
                .get(0)
                .getString("id");

        leak(9);
        await().atMost(SOON).until(() -> told().equals(List.of("firing warning", "firing critical")));
        CompletableFuture<Answer> hurt = CompletableFuture.supplyAsync(() -> server.get("/bookshop/api/books"));
        await().atMost(SOON).until(() -> monitor.pool("jdbc/bookshop").getInt("waitingCount"), waiting -> waiting > 0);
        server.to("/bookshop/api/trouble/heal").post("");
        assertThat(hurt.join().status()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> told().equals(List.of("firing warning", "firing critical", "resolved critical")));

        assertThat(posted().stream()
                        .map(event -> event.getJsonObject("data").getString("id"))
                        .distinct())
                .hasSize(1);
        JsonObject over = await().atMost(SOON)
                .until(
                        () -> server.get("/leasewatch/api/incidents/" + incident, VIEWER)
                                .json(),
                        known -> !known.getBoolean("open"));
        assertThat(over.getString("state")).isEqualTo("critical");
        assertThat(over.getJsonArray("hurt").toString()).contains("\"operation\":\"list the books\"");
        assertThat(incidents("since=PT1M").stream()
                        .filter(one -> one.getString("pool").equals("jdbc/bookshop"))
                        .filter(one -> one.getString("id").equals(incident) || one.getBoolean("open")))
                .hasSize(1);
    }

    private void leak(int count) {
        int before = monitor.openLeaks().size();
        for (int i = 0; i < count; i++) {
            server.get("/bookshop/api/trouble/leak-thread");
        }
        monitor.openLeaks(before + count);
    }

    /** The CloudEvents that the webhook got. */
    private List<JsonObject> posted() {
        return receiver.posted.stream()
                .map(one -> Json.createReader(new StringReader(one.body())).readObject())
                .toList();
    }

    /** What the webhook was told of the bookshop's pool. */
    private List<String> told() {
        return posted().stream()
                .map(event -> event.getJsonObject("data"))
                .filter(alert -> alert.getString("pool").equals("jdbc/bookshop"))
                .map(alert -> alert.getString("status") + " " + alert.getString("severity"))
                .toList();
    }

    private List<JsonObject> incidents(String query) {
        return server.get("/leasewatch/api/incidents?pool=jdbc/bookshop&" + query, VIEWER)
                .json()
                .getJsonArray("incidents")
                .getValuesAs(JsonObject.class);
    }

    @Test
    void ofASilencedAlertNothingIsSentBeforeItsSilenceIsOver() {
        String url = receiver.uri().toString();
        server.to(SETTINGS).as(ADMIN).putJson("{\"leasewatch.alerts.webhook.url\":\"" + url + "\"}");
        server.to(RULES)
                .as(ADMIN)
                .putJson("{\"rules\":[{\"name\":\"held\",\"metric\":\"in-use\",\"operator\":\">=\",\"value\":1,"
                        + "\"of\":\"jdbc/bookshop\"}]}");
        server.get("/bookshop/api/trouble/leak-thread");
        JsonObject firing = await().atMost(SOON)
                .until(() -> events("firing"), events -> !events.isEmpty())
                .get(0);
        String id = firing.getJsonObject("data").getString("id");

        Answer silenced = server.to(silence(id)).as(ADMIN).postJson("{\"duration\":\"PT2H\"}");
        assertThat(silenced.status()).as(silenced.body()).isEqualTo(200);
        Instant until = Instant.parse(silenced.json().getString("silencedUntil"));
        assertThat(until).isCloseTo(Instant.now().plus(Duration.ofHours(2)), within(1, ChronoUnit.MINUTES));
        server.to("/bookshop/api/trouble/heal").post("");
        JsonObject over = await().atMost(SOON)
                .until(() -> alert(id), alert -> alert.getString("status").equals("resolved"));
        assertThat(over.getString("silencedBy")).isEqualTo("admin");
        assertThat(over.getString("silencedUntil")).isEqualTo(until.toString());
        Answer again = server.to(silence(id)).as(ADMIN).postJson("{}");
        assertThat(again.status()).as(again.body()).isEqualTo(409);
        assertThat(again.json().getString("detail")).contains("Alert " + id + " is not firing");
        assertThat(events("resolved")).isEmpty();

        assertThat(server.to(silence(id)).as(ADMIN).deleteJson().status()).isEqualTo(200);
        await().atMost(SOON).until(() -> !events("resolved").isEmpty());
        assertThat(alert(id).isNull("silencedUntil")).isTrue();
        Answer nothing = server.to(silence(id)).as(ADMIN).deleteJson();
        assertThat(nothing.status()).as(nothing.body()).isEqualTo(404);
        assertThat(nothing.json().getString("detail")).isEqualTo("Alert " + id + " is not silenced.");
        await().atMost(SOON).until(() -> acts(id), operations -> operations.equals(List.of("end-silence", "silence")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'duration':'PT25H'} | duration must be a duration from PT1M to PT24H, such as PT1H, was PT25H",
                "{'duration':3600}    | duration must be a duration from PT1M to PT24H, such as PT1H, was 3600",
                "{'until':'PT1H'}     | must be among duration, was until"
            })
    void silenceOfNoSenseIsRefusedWithTheReason(String body, String why) {
        Answer answer = server.to(silence("999999")).as(ADMIN).postJson(body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains(why);
    }

    @Test
    void silencesAreForAdminsAndOfAlertsThatThereAre() {
        String path = silence("999999");

        assertThat(server.to(path).as(VIEWER).postJson("{}").status()).isEqualTo(403);
        assertThat(server.to(path).as(VIEWER).deleteJson().status()).isEqualTo(403);
        assertThat(server.to(path).as(ADMIN).delete().status()).isEqualTo(403);
        Answer unknown = server.to(path).as(ADMIN).postJson("{}");
        assertThat(unknown.status()).as(unknown.body()).isEqualTo(404);
        assertThat(unknown.json().getString("detail")).isEqualTo("No alert has that id.");
    }

    private static String silence(String alert) {
        return "/leasewatch/api/database/alerts/" + alert + "/silence";
    }

    private JsonObject alert(String id) {
        return monitor.list("alerts").stream()
                .filter(alert -> alert.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What was done about an alert, the last first. */
    private List<String> acts(String alert) {
        return server.get("/leasewatch/api/audit?since=PT5M", ADMIN).json().getJsonArray("acts").stream()
                .map(JsonValue::asJsonObject)
                .filter(act -> act.getString("by").equals("admin")
                        && act.get("details") instanceof JsonObject details
                        && details.getString("alert", "").equals(alert))
                .map(act -> act.getString("operation"))
                .toList();
    }

    @Test
    void rulesAreForAdmins() {
        assertThat(server.get(RULES, VIEWER).status()).isEqualTo(403);
        assertThat(server.to(RULES).as(VIEWER).putJson("{\"rules\":[]}").status())
                .isEqualTo(403);
        JsonObject answer = server.get(RULES, ADMIN).json();
        assertThat(answer.getJsonArray("channels").getValuesAs(JsonString::getString))
                .containsExactly("log", "event");
        assertThat(answer.getJsonArray("metrics")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rules':[{'name':'held','metric':'beauty','operator':'>','value':1}]} | Rule held: metric must be one of utilization",
                "{'rules':[{'name':'leeks'}]} | name of a rule without a metric must be one of leaks, utilization, sustained-utilization, waiters",
                "{'rules':[{'name':'leaks','channels':['pager']}]} | leasewatch.alerts.rules must name channels that are configured, which are log, event, was pager in the rule leaks; there is no channel pager",
                "{'rules':[{'name':'leaks','channels':['slack']}]} | was slack in the rule leaks; slack needs leasewatch.alerts.slack.url",
                "{'rules':[{'name':'held','match':'any','conditions':[]}]} | Rule held: a rule must have from 1 to 10 conditions, was 0",
                "{'rules':[{'name':'leaks'},{'name':'leaks'}]} | rules must have different names, was twice leaks",
                "{'rules':{}} | rules must be null, or an array",
                "{'rule':[]} | must be among rules, was rule",
                "{} | The body must have rules"
            })
    void whatIsNoRuleIsRefusedWithTheReason(String body, String why) {
        Answer answer = server.to(RULES).as(ADMIN).putJson(body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains(why);
    }

    /** The events about the rule that is made here, of a type that ends so. */
    private List<JsonObject> events(String type) {
        return posted().stream()
                .filter(event -> event.getString("type").equals("io.leasewatch.alert." + type))
                .filter(event -> event.getJsonObject("data").getString("rule").equals("held"))
                .toList();
    }
}
