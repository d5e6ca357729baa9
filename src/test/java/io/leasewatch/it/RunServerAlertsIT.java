package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<JsonObject> posted = new CopyOnWriteArrayList<>();
    private final HttpServer receiver;

    RunServerAlertsIT(LibertyServer server) throws IOException {
        this.server = server;
        this.monitor = new Monitor(server);
        this.receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void listen() {
        monitor.heal();
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(Json.createReader(new StringReader(body)).readObject());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void leaveEverythingAsItWas() {
        server.to(SETTINGS).as(ADMIN).putJson("{\"leasewatch.alerts.webhook.url\":null}");
        server.to(RULES).as(ADMIN).putJson("{\"rules\":null}");
        monitor.heal();
        receiver.stop(0);
    }

    @Test
    void ruleThatAnAdminMakesReachesTheWebhookAtOnceAndSoDoesItsEnd() {
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/t0ps3cret";
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
        assertThat(posted)
                .noneMatch(
                        event -> event.getJsonObject("data").getString("rule").equals("leaks"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.metric(
                                "leasewatch_alert_deliveries_total{channel=\"webhook\",outcome=\"delivered\"}"))
                        .isGreaterThanOrEqualTo(2));
        assertThat(server.log().lines("LSW5010I", "leasewatch.alerts.webhook.url is ********"))
                .isNotEmpty();
    }

    @Test
    void rulesAreForAdmins() {
        assertThat(server.get(RULES, VIEWER).status()).isEqualTo(403);
        assertThat(server.to(RULES).as(VIEWER).putJson("{\"rules\":[]}").status())
                .isEqualTo(403);
        JsonObject answer = server.get(RULES, ADMIN).json();
        assertThat(answer.getJsonArray("channels")).hasSize(5);
        assertThat(answer.getJsonArray("metrics")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rules':[{'name':'held','metric':'beauty','operator':'>','value':1}]} | Rule held: metric must be one of utilization",
                "{'rules':[{'name':'leeks'}]} | name of a rule without a metric must be one of leaks, utilization, sustained-utilization, waiters",
                "{'rules':[{'name':'leaks','channels':['pager']}]} | channels must be of log, event, webhook, slack, alertmanager, was pager",
                "{'rules':[{'name':'leaks'},{'name':'leaks'}]} | rules must have a name each, was twice leaks",
                "{'rules':{}} | rules must be null, or an array",
                "{'rule':[]} | members must be of rules, was rule",
                "{} | The body must have rules"
            })
    void whatIsNoRuleIsRefusedWithTheReason(String body, String why) {
        Answer answer = server.to(RULES).as(ADMIN).putJson(body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains(why);
    }

    /** The events about the rule that is made here, of a type that ends so. */
    private List<JsonObject> events(String type) {
        return posted.stream()
                .filter(event -> event.getString("type").equals("io.leasewatch.alert." + type))
                .filter(event -> event.getJsonObject("data").getString("rule").equals("held"))
                .toList();
    }
}
