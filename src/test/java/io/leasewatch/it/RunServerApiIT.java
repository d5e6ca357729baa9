package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunServer.class)
class RunServerApiIT {

    private static final String RESET = "/leasewatch/api/database/connections/reset";

    private final LibertyServer server;
    private final Monitor monitor;

    RunServerApiIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    void heal() {
        monitor.heal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/database/health",
                "/database/connections",
                "/database/pools",
                "/database/pools/jdbc/bookshop",
                "/database/leaks",
                "/database/holders",
                "/database/nested",
                "/database/sites",
                "/database/alerts",
                "/health/connections?detailed=true",
                "/health/connections?diagnostics=true",
                "/monitoring/database"
            })
    void readingIsForViewersAndAdminsOnly(String path) {
        String api = "/leasewatch/api" + path;

        assertThat(server.get(api, VIEWER).status()).isEqualTo(200);
        assertThat(server.get(api, VIEWER).header("Content-Type")).startsWith("application/json");
        assertThat(server.get(api, ADMIN).status()).isEqualTo(200);
        assertProblem(server.get(api), 401);
        assertProblem(server.get(api, "viewer:wrong"), 401);
        assertThat(server.get(api).header("WWW-Authenticate")).startsWith("Basic");
    }

    @Test
    void summaryAndReadyzAreForAnybody() {
        JsonObject summary = server.get("/leasewatch/api/health/connections").json();
        JsonObject readyz = server.get("/leasewatch/readyz").json();

        assertThat(summary.keySet()).containsExactlyInAnyOrder("status", "utilization", "active", "waiting");
        assertThat(summary.getString("status")).isEqualTo("healthy");
        assertThat(readyz.getString("status")).isEqualTo("ready");
        assertThat(readyz.getJsonArray("pools")).hasSize(4);
    }

    @Test
    void changingIsForAdmins() {
        assertThat(server.to(RESET).as(ADMIN).postJson("{}").status()).isEqualTo(200);
        assertProblem(server.to(RESET).as(VIEWER).postJson("{}"), 403);
        assertProblem(server.to(RESET).postJson("{}"), 401);
    }

    @Test
    void aMalformedBodyIsAnsweredWithWhatItMustBeAndChangesNothing() {
        Answer answer = server.to(RESET).as(ADMIN).postJson("{\"operation\":");

        assertProblem(answer, 400);
        assertThat(answer.json().getString("detail")).contains("must be a JSON object");
        assertThat(server.to(RESET).as(ADMIN).postJson("").status()).isEqualTo(200);
    }

    @Test
    void changingIsForAdminsWhereReadingIsForAnybody() {
        assertProblem(server.to("/leasewatch/api/health/connections").postJson("{}"), 401);
    }

    @Test
    void changingNeedsWhatAnotherSitesPageCannotSend() {
        Answer withoutHeader = server.to(RESET)
                .as(ADMIN)
                .header("Content-Type", "application/json")
                .post("{}");
        Answer asForm = server.to(RESET)
                .as(ADMIN)
                .header("X-Requested-With", "it")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .post("a=b");
        Answer untyped =
                server.to(RESET).as(ADMIN).header("X-Requested-With", "it").post("{}");

        assertProblem(withoutHeader, 403);
        assertThat(withoutHeader.body()).contains("X-Requested-With");
        assertProblem(asForm, 415);
        assertProblem(untyped, 415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leaks?limit=0               | limit must be a whole number from 1 to 1000, was 0",
                "leaks?limit=1001            | limit must be a whole number from 1 to 1000, was 1001",
                "leaks?offset=-1             | offset must be",
                "leaks?kind=vanished         | kind must be one of overdue, outlived_request",
                "leaks?open=perhaps          | open must be true or false, was perhaps",
                "sites?sort=beauty           | sort must be one of connection-seconds, idle, acquired, out, leaked, late, closed-by-container, reclaimed, timeouts, p50, p99, max, was beauty",
                "sites?limit=1001            | limit must be a whole number from 1 to 1000, was 1001",
                "sites?pool=jdbc/none        | jdbc/audit, jdbc/bookshop, jdbc/reports, was jdbc/none",
                "alerts?severity=awful       | severity must be one of info, warning, error, critical, was awful",
                "alerts?status=gone          | status must be one of firing, resolved, was gone",
                "connections?limit=many      | limit must be a whole number",
                "connections?minAge=long     | minAge must be a number of seconds, or a duration",
                "connections?minAge=-1       | minAge must be",
                "connections?pool=jdbc/none  | jdbc/audit, jdbc/bookshop, jdbc/reports, was jdbc/none",
                "connections?service=none    | service must be one of"
            })
    void aWrongParameterIsAnsweredWithTheRuleAndTheValue(String path, String words) {
        Answer answer = server.get("/leasewatch/api/database/" + path, VIEWER);

        assertProblem(answer, 400);
        assertThat(answer.json().getString("detail")).contains(words.trim());
    }

    @Test
    void anUnknownPoolIsAnsweredWithTheKnownOnes() {
        Answer answer = server.get("/leasewatch/api/database/pools/jdbc/none", VIEWER);

        assertProblem(answer, 404);
        assertThat(answer.json().getString("detail")).contains("jdbc/audit", "jdbc/bookshop", "jdbc/reports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/leasewatch/api/none", "/leasewatch/api/database/none", "/leasewatch/none"})
    void anUnknownPathIsAProblemToo(String path) {
        assertProblem(server.get(path, VIEWER), 404);
    }

    @Test
    void theOpenApiDocumentHasEveryPath() {
        String document = server.get("/openapi").body();

        assertThat(document).containsPattern("(?m)^- url: .*/leasewatch$");
        assertThat(List.of(
                        "/api/health/connections",
                        "/api/database/health",
                        "/api/database/connections",
                        "/api/database/connections/reset",
                        "/api/database/pools",
                        "/api/database/pools/{name}",
                        "/api/database/leaks",
                        "/api/database/sites",
                        "/api/database/alerts",
                        "/api/monitoring/database"))
                .allSatisfy(path -> assertThat(document).containsPattern("(?m)^  " + Pattern.quote(path) + ":"));
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonObject problem = answer.json();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotEmpty();
        assertThat(problem.getString("detail")).isNotEmpty();
        assertThat(answer.body()).doesNotContain("io.leasewatch", "Exception", "SRVE");
    }
}
