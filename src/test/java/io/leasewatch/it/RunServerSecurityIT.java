package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.docs.AccessTable;
import io.leasewatch.docs.AccessTable.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunServer.class)
class RunServerSecurityIT {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "INVENTED");

    private static final List<String> OTHER_PATHS =
            List.of("/api/none", "/api/database/none", "/api/health", "/none", "/none/deeper.js", "/problem");

    private static final List<String> FILES = List.of("/", "/js/main.js");

    private static final List<String> HEADERS = List.of(
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Permissions-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "Cache-Control");

    /** What an admin can send without anything being changed, where that is not an empty object. */
    private static final Map<String, String> HARMLESS = Map.of(
            "POST /api/health/connections", "{\"operation\":\"cleanup\",\"dryRun\":true}",
            "POST /api/monitoring/database", "{\"operation\":\"cleanup\",\"dryRun\":true}",
            "POST /api/database/connections/{id}/reclaim", "{\"dryRun\":true}",
            "PUT /api/settings/alert-rules", "{\"rules\":null}");

    private static final String HEALTH = "/leasewatch/api/health/connections";
    private static final String ME = "/leasewatch/api/me";
    private static final String SETTINGS = "/leasewatch/api/settings";

    private final LibertyServer server;

    RunServerSecurityIT(LibertyServer server) {
        this.server = server;
    }

    @Test
    void everyCallerGetsTheAnswerOfTheTableByEveryMethodOnEveryPath() {
        AccessTable table = AccessTable.read();
        List<String> paths = new ArrayList<>(table.endpoints().keySet());
        paths.addAll(OTHER_PATHS);
        paths.addAll(FILES);

        List<String> disagreements = new ArrayList<>();
        for (String path : paths) {
            for (String method : METHODS) {
                for (Caller caller : Caller.values()) {
                    Answer answer = ask(method, path, caller);
                    int expected = table.answer(method, FILES.contains(path) ? AccessTable.DASHBOARD : path, caller);
                    String what = "%s %s by %s is answered with %d".formatted(method, path, caller, answer.status());
                    if (answer.status() != expected) {
                        disagreements.add(what);
                    }
                    if (answer.status() == 405 && answer.header("Allow").isEmpty()) {
                        disagreements.add(what + " without Allow");
                    }
                    // The server alone refuses this; a browser does nothing with an answer without a body.
                    boolean byTheServer =
                            method.equals("TRACE") && answer.body().isEmpty();
                    disagreements.addAll(HEADERS.stream()
                            .filter(name -> !byTheServer)
                            .filter(name -> answer.header(name).isEmpty())
                            .map(name -> what + " without " + name)
                            .toList());
                }
            }
        }

        assertThat(disagreements).isEmpty();
    }

    private Answer ask(String method, String path, Caller caller) {
        Call call = server.to("/leasewatch"
                + path.replace("{name}", "jdbc/bookshop")
                        .replace("{id}", "0")
                        .replace("{line}", "io.example.Nothing.run"));
        switch (caller) {
            case NO_LOGIN -> {}
            case WRONG_PASSWORD -> call.as("admin:wrong");
            case NO_ROLE -> call.as("stranger:stranger");
            case VIEWER -> call.as(VIEWER);
            case ADMIN -> call.as(ADMIN);
        }
        if (method.equals("GET") && path.equals("/api/events")) {
            return call.begin();
        }
        boolean hasBody = List.of("POST", "PUT", "PATCH").contains(method);
        call.header("X-Requested-With", "it").header("Content-Type", "application/json");
        return call.send(method, hasBody ? HARMLESS.getOrDefault(method + " " + path, "{}") : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/leasewatch/api/settings;a=b",
                "/leasewatch/api;a=b/settings",
                "/leasewatch;a=b/api/settings",
                "/leasewatch//api/settings",
                "/leasewatch/api//settings",
                "/leasewatch/api/settings/",
                "/leasewatch/./api/settings",
                "/leasewatch/none/../api/settings",
                "/leasewatch/readyz/../api/settings",
                "/leasewatch/api/health/connections/../../settings",
                "/leasewatch/api/health/connections/%2e%2e/%2e%2e/settings",
                "/leasewatch/api/health/connections;/../../settings",
                "/leasewatch/api/health/connections%2f..%2f..%2fsettings",
                "/leasewatch/%61pi/settings",
                "/leasewatch/api/%73ettings",
                "/leasewatch/API/settings",
                "/leasewatch/readyz/%2e%2e/api/settings",
                "/leasewatch/WEB-INF/web.xml",
                "/leasewatch/readyz;/../WEB-INF/web.xml",
                "/leasewatch/META-INF/MANIFEST.MF"
            })
    void noWayOfWritingAPathGetsPastTheLock(String path) {
        for (String method : METHODS) {
            Answer answer = Raw.ask(server, method, path);

            assertThat(answer.status())
                    .as("%s %s: %s", method, path, answer.body())
                    .isGreaterThanOrEqualTo(400);
            assertThat(answer.body()).doesNotContain("leasewatch.leak.threshold", "web-app", "Manifest-Version");
        }
    }

    /** The server remembers which servlet answers a path, per host name, and leaves out what follows a semicolon. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "readyz;x=/../api/health/connections | readyz",
                "readyz;x=/../problem                | readyz",
                "readyz;x=/../api/settings           | readyz",
                "readyz;x=/../js/main.js             | readyz",
                "readyz;x=/../WEB-INF/web.xml        | readyz",
                "readyz;x=/../none                   | readyz",
                "readyz;x=/..                        | readyz",
                "readyz;x                            | readyz",
                "readyz;x=/../../bookshop/           | readyz",
                "readyz;x=/../../bookshop/api/books  | readyz",
                "readyz;x=/../../health/started      | readyz",
                "api/health/connections;x=/../../../readyz  | api/health/connections",
                "api/health/connections;x=/../../../problem | api/health/connections",
                "api/health/connections;/../../../../bookshop/ | api/health/connections",
                "../health/ready;x=/../../leasewatch/readyz    | ../health/ready",
                "../health/live;x=/../../leasewatch/problem    | ../health/live",
                "../metrics;x=/../leasewatch/readyz            | ../metrics"
            })
    void noWayOfWritingAPathMakesAnotherServletAnswerThatPathLater(String paths) {
        String[] both = paths.split("\\|");
        String name = "n" + Integer.toHexString(paths.hashCode()) + ".example";
        String later = "/leasewatch/" + both[1].strip();

        Answer attack = Raw.askByName(server, name, "/leasewatch/" + both[0].strip());
        Answer answer = Raw.askByName(server, name, later.replace("/leasewatch/..", ""));

        assertThat(answer.status())
                .as("after %s: %s", attack.status(), answer.body())
                .isEqualTo(200);
    }

    @Test
    void whoMayNotSeeTheDashboardReadsWhyInWords() {
        Answer answer = server.to("/leasewatch/")
                .as("stranger:stranger")
                .header("Accept", "text/html,*/*;q=0.8")
                .get();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("This user does not have the required role.", "leasewatch-viewer");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void bodyIsReadUpToItsLimitHoweverItIsSent() {
        byte[] largest = padded(65_536);
        byte[] larger = padded(65_537);

        assertThat(operation(ADMIN).post(new String(largest, UTF_8)).status()).isEqualTo(200);
        assertThat(operation(ADMIN).postInPieces(largest).status()).isEqualTo(200);
        assertProblem(operation(ADMIN).post(new String(larger, UTF_8)), 413, "not be larger than 65536 bytes");
        assertProblem(operation(ADMIN).postInPieces(larger), 413, "not be larger than 65536 bytes");
        assertProblem(operation(ADMIN).postInPieces(padded(3_000_000)), 413, "not be larger than 65536 bytes");
    }

    private Call operation(String credentials) {
        return server.to(HEALTH)
                .as(credentials)
                .header("X-Requested-With", "it")
                .header("Content-Type", "application/json");
    }

    private static byte[] padded(int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) ' ');
        byte[] json = "{\"operation\":\"cleanup\",\"dryRun\":true}".getBytes(UTF_8);
        System.arraycopy(json, 0, body, 0, json.length);
        return body;
    }

    @Test
    void onlyPlainJsonIsRead() {
        assertProblem(operation(ADMIN).header("Content-Encoding", "gzip").post("{}"), 415, "not compressed");
        assertProblem(send(ADMIN, "application/json; charset=utf-16", "{}"), 415, "UTF-8");
        assertProblem(send(ADMIN, "application/xml", "<a/>"), 415, "application/json");
        assertProblem(send(ADMIN, "text/plain", "{}"), 415, "application/json");
        assertProblem(send(ADMIN, "application/*", "{}"), 415, "application/json");
        assertProblem(send(ADMIN, "*/*", "{}"), 415, "application/json");
        assertProblem(send(ADMIN, "*/json", "{}"), 415, "application/json");
        assertThat(send(ADMIN, "application/json; charset=UTF-8", "{\"operation\":\"cleanup\",\"dryRun\":true}")
                        .status())
                .isEqualTo(200);
    }

    private Answer send(String credentials, String type, String body) {
        return server.to(HEALTH)
                .as(credentials)
                .header("X-Requested-With", "it")
                .header("Content-Type", type)
                .post(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                              | must be a JSON object",
                "[]                             | must be a JSON object",
                "{} {}                          | must be a JSON object",
                "{'operation':'cleanup'}        | must be a JSON object",
                "{\"a\":NaN}                  | must be a JSON object",
                "{\"operation\":\"halt\"}   | operation must be one of cleanup, emergency-reset, was halt",
                "{\"operation\":1e999999999}  | operation must be one of cleanup, emergency-reset",
                "{\"operation\":\"cleanup\",\"sudo\":true} | must be among operation, dryRun, confirm, cancelStatements, rollbackTransactions, was sudo"
            })
    void wrongBodyIsAnsweredWithWhatItMustBe(String body, String words) {
        assertProblem(server.to(HEALTH).as(ADMIN).postJson(body), 400, words);
    }

    @Test
    void bodyThatIsNestedWithoutEndIsNotEvenParsed() {
        String deep = "{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";

        assertProblem(server.to(HEALTH).as(ADMIN).postJson(deep), 400, "nested deeper than 16");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leaks?sql=1              | must be among pool, service, kind, open, since, offset, limit, stacks, was sql",
                "pools?limit=1            | has no parameters, was given limit",
                "leaks?limit=1&limit=2    | limit must be given once, but was given 2 times",
                "leaks?kind=a%00b         | no control characters",
                "leaks?kind=a%0d%0ab      | no control characters",
                "leaks?limit=%zz          | percent-encoding"
            })
    void wrongQueryIsAnsweredWithWhatItMustBe(String path, String words) {
        Answer answer = Raw.ask(server, "GET", "/leasewatch/api/database/" + path, VIEWER);

        assertProblem(answer, 400, words);
    }

    @Test
    void parameterThatNeverEndsIsRefused() {
        String path = "/leasewatch/api/database/leaks?service=" + "a".repeat(5_000);

        assertProblem(server.get(path, VIEWER), 400, "up to 500 characters");
    }

    @Test
    void whoChangesTooMuchIsToldWhenToGoOnAndNobodyElseIsHindered() {
        String limit = "leasewatch.api.operations-per-minute";
        change("{\"" + limit + "\":5}");
        try {
            List<Answer> answers = IntStream.range(0, 6)
                    .mapToObj(i -> server.to(HEALTH).as("busy:busy").postJson("{}"))
                    .toList();

            assertThat(answers).extracting(Answer::status).containsExactly(400, 400, 400, 400, 400, 429);
            assertProblem(answers.get(5), 429, "5 changing requests a minute. Try again in");
            assertThat(Integer.parseInt(answers.get(5).header("Retry-After"))).isBetween(1, 12);
            assertThat(server.get(SETTINGS, "busy:busy").status()).isEqualTo(200);
        } finally {
            change("{\"" + limit + "\":null}");
        }
    }

    @Test
    void afterManyWrongPasswordsTheRightOneIsRefusedTooAndWhoHasLoggedInBeforeIsNot() {
        String limit = "leasewatch.api.failed-logins-per-minute";
        change("{\"" + limit + "\":5}");
        try {
            List<Answer> wrong = IntStream.range(0, 7)
                    .mapToObj(i -> server.get(ME, "nobody:se" + i + "cret"))
                    .toList();

            assertThat(wrong).extracting(Answer::status).containsExactly(401, 401, 401, 401, 401, 429, 429);
            assertProblem(wrong.get(6), 429, "Too many logins have failed. Try again in");
            assertThat(Integer.parseInt(wrong.get(6).header("Retry-After"))).isBetween(1, 12);
            assertThat(wrong.get(6).header("Content-Security-Policy")).isNotEmpty();
            for (String path : List.of(ME, "/leasewatch/readyz;x", HEALTH + "?detailed=true", "/leasewatch/none")) {
                int refused = path.contains(";") ? 400 : 429;
                Answer right = Raw.ask(server, "GET", path, "newcomer:newcomer");
                assertThat(right.status()).as(path).isEqualTo(refused);
                assertThat(right.header("Set-Cookie")).as(path).isEmpty();
                assertThat(Raw.ask(server, "GET", path, "newcomer:wrong").status())
                        .as(path)
                        .isEqualTo(refused);
            }
            for (String path : List.of("/leasewatch/readyz", HEALTH)) {
                Answer right = server.get(path, "newcomer:newcomer");
                assertThat(right.status()).as(path).isEqualTo(200);
                assertThat(right.header("Set-Cookie")).as(path).isEmpty();
            }
            assertThat(server.get(ME, ADMIN).status()).isEqualTo(200);
            assertThat(server.get("/leasewatch/readyz", "nobody:wrong").status())
                    .isEqualTo(200);
            assertThat(server.get(HEALTH).status()).isEqualTo(200);
            assertThat(server.log().lines("LSW6002W", "with user nobody")).hasSize(5);
            assertThat(server.log().lines("se1cret")).isEmpty();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(server.log().lines("LSW4001W", "logins to the monitor failed"))
                            .isNotEmpty());
        } finally {
            change("{\"" + limit + "\":null}");
        }
    }

    @Test
    void noPasswordIsCheckedByTheFormThatTheMonitorDoesNotHave() {
        Answer answer = server.to("/leasewatch/j_security_check")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .post("j_username=admin&j_password=admin");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    private void change(String settings) {
        assertThat(server.to(SETTINGS).as(ADMIN).putJson(settings).status()).isEqualTo(200);
    }

    @Test
    void everyAnswerTellsBrowsersToDoAsLittleAsPossibleAndNothingOfTheServer() {
        List<Answer> answers = List.of(
                server.get(HEALTH),
                server.get("/leasewatch/readyz"),
                server.get(SETTINGS),
                server.get(SETTINGS, VIEWER),
                server.get(SETTINGS, ADMIN),
                server.get("/leasewatch/api/none", VIEWER),
                server.get("/leasewatch/none", VIEWER),
                server.get("/leasewatch/api/database/leaks?limit=0", VIEWER),
                server.to(SETTINGS).as(ADMIN).delete(),
                server.to(SETTINGS).as(ADMIN).postJson("{}"),
                send(ADMIN, "text/plain", "{}"),
                operation(ADMIN).post(new String(padded(70_000), UTF_8)));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.header("Content-Security-Policy"))
                    .startsWith("default-src 'none';")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                    .doesNotContain("unsafe", "*");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).startsWith("no-store");
            assertThat(answer.header("Permissions-Policy")).contains("camera=()");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by", "$wsep");
        });
    }

    @Test
    void whatTheServerItselfAnswersSaysNothingOfIt() {
        Answer nowhere = server.get("/nowhere");

        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.body()).doesNotContainIgnoringCase("liberty").doesNotContainIgnoringCase("ibm");
        assertThat(nowhere.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    private static void assertProblem(Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().getString("detail")).contains(words);
        assertThat(answer.body()).doesNotContain("io.leasewatch", "Exception", "SRVE");
    }
}
