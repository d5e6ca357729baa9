package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunServer.class)
class RunServerMonitoringIT {

    private static final String MONITORING = "/leasewatch/api/monitoring/database";

    private final LibertyServer server;
    private final Monitor monitor;

    RunServerMonitoringIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        monitor.heal();
    }

    @Test
    void documentIsForViewersAndAdmins() {
        assertThat(server.get(MONITORING, VIEWER).status()).isEqualTo(200);
        assertThat(server.get(MONITORING, VIEWER).header("Content-Type")).startsWith("application/json");
        assertThat(server.get(MONITORING, ADMIN).status()).isEqualTo(200);
        assertThat(server.get(MONITORING).status()).isEqualTo(401);
    }

    @Test
    void documentHasWhatEverybodyLooksAtFirstAndTheRestWhenItIsAskedFor() {
        JsonObject document = document("");

        assertThat(document.getString("status")).isEqualTo("healthy");
        assertThat(poolNames(document)).contains("jdbc/audit", "jdbc/bookshop", "jdbc/reports");
        assertThat(document.getJsonArray("guarded")).hasSize(1);
        assertThat(document.get("detailed")).isEqualTo(JsonValue.NULL);
        assertThat(document.get("diagnostics")).isEqualTo(JsonValue.NULL);

        JsonObject whole = document("?detailed=true&diagnostics=true&format=json");
        assertThat(whole.getJsonObject("detailed").keySet())
                .contains("connections", "leaks", "sites", "advice", "slowQueries");
        assertThat(whole.getJsonObject("diagnostics").keySet())
                .contains("services", "errorPatterns", "recommendations", "trends");
    }

    @Test
    void documentHasTheLastSamplesAndSumsOfThem() {
        forget("leak-thread", 2);
        monitor.openLeaks(2);

        JsonObject sample = await().atMost(SOON)
                .until(
                        () -> document("?history=true&pool=jdbc/bookshop&limit=1")
                                .getJsonObject("history")
                                .getJsonArray("pools"),
                        // A sample has the leaks of its moment, and the last reading of the pool, which may be a second
                        // older.
                        samples -> samples.size() == 1
                                && samples.getJsonObject(0).getInt("leaks") == 2
                                && samples.getJsonObject(0).getInt("active") == 2)
                .getJsonObject(0);
        JsonObject sums =
                document("?aggregated=true&hours=24&pool=jdbc/bookshop").getJsonObject("aggregated");
        JsonArray hours = sums.getJsonArray("pools");
        JsonObject active = hours.getJsonObject(hours.size() - 1).getJsonObject("active");

        assertThat(sample.getString("pool")).isEqualTo("jdbc/bookshop");
        assertThat(sample.getInt("max")).isEqualTo(10);
        assertThat(sample.getInt("active")).isEqualTo(2);
        assertThat(sums.getString("step")).isEqualTo("hour");
        assertThat(hours.size()).isBetween(1, 25);
        assertThat(active.getJsonNumber("max").doubleValue()).isGreaterThanOrEqualTo(2);
        assertThat(active.getJsonNumber("min").doubleValue()).isLessThanOrEqualTo(2);
        assertThat(document("").get("history")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void poolAndServiceAndLimitSayWhatTheDocumentIsAbout() {
        forget("leak-thread", 2);
        forget("leak-noauto", 1);
        monitor.openLeaks(3);

        assertThat(leases(document("?detailed=true"))).hasSize(3);
        assertThat(leases(document("?detailed=true&limit=2"))).hasSize(2);
        JsonObject audit = document("?detailed=true&pool=jdbc/audit");
        assertThat(leases(audit))
                .singleElement()
                .satisfies(lease -> assertThat(lease.getString("pool")).isEqualTo("jdbc/audit"));
        assertThat(poolNames(audit)).containsExactly("jdbc/audit");
        assertThat(audit.getJsonObject("detailed").getJsonObject("leaks").getInt("open"))
                .isEqualTo(1);
        assertThat(audit.getJsonObject("statisticsByPool").keySet()).containsExactly("jdbc/audit");
        JsonObject bookshop = document("?detailed=true&service=bookshop");
        assertThat(bookshop.getJsonObject("statisticsByService").keySet()).containsExactly("bookshop");
        assertThat(leases(bookshop))
                .isNotEmpty()
                .allSatisfy(lease -> assertThat(lease.getString("service")).isEqualTo("bookshop"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detailed=yes     | detailed must be true or false, was yes",
                "diagnostics=1    | diagnostics must be true or false, was 1",
                "history=TRUE     | history must be true or false, was TRUE",
                "aggregated=x     | aggregated must be true or false, was x",
                "limit=1001       | limit must be a whole number from 1 to 1000, was 1001",
                "hours=0          | hours must be a whole number from 1 to 744, was 0",
                "pool=jdbc/none   | jdbc/audit, jdbc/bookshop, jdbc/reports, was jdbc/none",
                "service=none     | service must be one of",
                "format=xml       | format must be one of json",
                "detail=true      | must be among detailed, stacks, diagnostics, history, limit, aggregated, hours, service, pool, format, was detail"
            })
    void wrongParameterIsAnsweredWithWhatIsAllowed(String parameter, String words) {
        Answer answer = server.get(MONITORING + "?" + parameter, VIEWER);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().getString("detail")).contains(words);
    }

    @Test
    void errorsOfAServiceArePutTogetherWithoutTheirNumbers() {
        for (int book = 70; book < 75; book++) {
            assertThat(server.to("/bookshop/api/orders/basket")
                            .header("Content-Type", "application/json")
                            .post("[{\"bookId\":" + book + ",\"quantity\":1}]")
                            .status())
                    .isEqualTo(404);
        }

        // Other classes' errors of the last five minutes are counted too.
        JsonObject diagnostics = await().atMost(SOON)
                .until(
                        () -> document("?diagnostics=true&service=orders").getJsonObject("diagnostics"),
                        found -> only(found, "services").getInt("errors") >= 5);

        JsonObject pattern = only(diagnostics, "errorPatterns");
        assertThat(pattern.getString("service")).isEqualTo("orders");
        assertThat(pattern.getString("type")).endsWith("NoSuchBook");
        assertThat(pattern.getString("message")).isEqualTo("There is no book ?");
        assertThat(pattern.getInt("count")).isEqualTo(5);
        JsonObject service = only(diagnostics, "services");
        assertThat(service.getString("status")).isIn("degraded", "failing");
        assertThat(service.getJsonArray("reasons").toString()).contains("errors in the last five minutes");
        assertThat(server.get("/leasewatch/api/health/connections?diagnostics=true", VIEWER)
                        .json()
                        .getJsonObject("diagnostics")
                        .getJsonArray("errorPatterns"))
                .hasSize(1);
    }

    @Test
    void minimumOfAPoolIsKnownOnceAConnectionWasClosed() {
        server.get("/bookshop/api/books");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                document("").getJsonArray("pools").getValuesAs(JsonObject.class))
                        .filteredOn(pool -> pool.getString("poolName").equals("jdbc/bookshop"))
                        .singleElement()
                        .satisfies(pool -> assertThat(pool.get("minCount")).hasToString("0")));
    }

    @Test
    void leakIsRecommendedToBeClosedWhereItWasTaken() {
        forget("leak-thread", 1);
        monitor.openLeaks(1);

        JsonObject diagnostics = document("?diagnostics=true").getJsonObject("diagnostics");

        assertThat(diagnostics.getJsonArray("recommendations").getValuesAs(JsonObject.class))
                .anySatisfy(recommendation -> {
                    assertThat(recommendation.getString("about")).isEqualTo("jdbc/bookshop");
                    assertThat(recommendation.getString("severity")).isEqualTo("warning");
                    assertThat(recommendation.getString("advice"))
                            .startsWith("Close the connections taken at TroubleResource.java:");
                });
        assertThat(diagnostics.getJsonArray("trends").getValuesAs(JsonObject.class))
                .anySatisfy(trend -> {
                    assertThat(trend.getString("pool")).isEqualTo("jdbc/bookshop");
                    assertThat(trend.getString("measure")).isEqualTo("arrivals");
                });
    }

    @Test
    void emergencyResetOfTheDocumentsPathIsTheSameAsOfHealths() {
        forget("leak-thread", 2);
        monitor.openLeaks(2);

        Answer unconfirmed = operate("{\"operation\":\"emergency-reset\"}");
        JsonObject dry =
                operate("{\"operation\":\"emergency-reset\",\"dryRun\":true}").json();
        assertThat(monitor.openLeaks()).hasSize(2);
        JsonObject done =
                operate("{\"operation\":\"emergency-reset\",\"confirm\":true}").json();
        JsonObject again =
                operate("{\"operation\":\"emergency-reset\",\"confirm\":true}").json();

        assertProblem(unconfirmed, 400, "Add \"confirm\": true");
        assertThat(dry.getInt("wouldReclaim")).isEqualTo(2);
        assertThat(done.getInt("reclaimed")).isEqualTo(2);
        assertThat(again.getInt("looked")).isZero();
        monitor.openLeaks(0);
    }

    @Test
    void cleanupLeavesWhatWasUsedInTheLastMinutesAndMayBeTriedFirst() {
        forget("leak-thread", 1);
        monitor.openLeaks(1);

        JsonObject dry = operate("{\"operation\":\"cleanup\",\"dryRun\":true}").json();
        JsonObject done = operate("{\"operation\":\"cleanup\"}").json();

        assertThat(dry.getBoolean("dryRun")).isTrue();
        assertThat(done.getInt("looked")).isZero();
        assertThat(monitor.openLeaks()).hasSize(1);
    }

    @Test
    void documentIsWrittenToAFileOfItsOwnWithoutStacks() throws IOException {
        forget("leak-thread", 1);
        monitor.openLeaks(1);

        JsonObject first = operate("{\"operation\":\"export-json\"}").json();
        JsonObject second = operate("{\"operation\":\"export-json\"}").json();

        assertThat(first.getString("file")).matches("leasewatch-\\d{8}T\\d{6}\\.\\d{3}Z-\\d+\\.json");
        assertThat(second.getString("file")).isNotEqualTo(first.getString("file"));
        Path file = server.directory().resolve("leasewatch-exports").resolve(first.getString("file"));
        assertThat(file).hasSize(first.getJsonNumber("bytes").longValue());
        JsonObject written = read(Files.readString(file));
        JsonObject answered = document("?detailed=true&diagnostics=true&limit=1000");
        assertThat(written.keySet()).isEqualTo(answered.keySet());
        assertThat(poolNames(written)).isEqualTo(poolNames(answered));
        assertThat(leases(written))
                .singleElement()
                .satisfies(lease -> assertThat(lease.getInt("id"))
                        .isEqualTo(leases(answered).get(0).getInt("id")));
        assertThat(leases(written).get(0).get("stack")).isEqualTo(JsonValue.NULL);
        assertThat(server.log().lines("LSW6101I", "export-json", "admin", first.getString("file")))
                .hasSize(1);
    }

    @Test
    void collectionIsStoppedAndStartedAndBothMayBeAskedForTwice() {
        JsonObject stopped = operate("{\"operation\":\"stop-collection\"}").json();
        JsonObject stoppedAgain = operate("{\"operation\":\"stop-collection\"}").json();
        JsonObject started = operate("{\"operation\":\"start-collection\"}").json();
        JsonObject startedAgain =
                operate("{\"operation\":\"start-collection\"}").json();

        assertThat(List.of(stopped, stoppedAgain))
                .extracting(done -> done.getBoolean("collecting"))
                .containsOnly(false);
        assertThat(List.of(started, startedAgain))
                .extracting(done -> done.getBoolean("collecting"))
                .containsOnly(true);
        assertThat(List.of(stopped, stoppedAgain, started, startedAgain))
                .extracting(done -> done.getBoolean("changed"))
                .containsExactly(true, false, true, false);
        assertThat(stoppedAgain.getString("outcome")).isEqualTo("sampling is off, as before");
    }

    @Test
    void operationsAreForAdminsWhoSendWhatAnotherSitesPageCannot() {
        String body = "{\"operation\":\"cleanup\"}";

        assertThat(server.to(MONITORING).as(VIEWER).postJson(body).status()).isEqualTo(403);
        assertThat(server.to(MONITORING).postJson(body).status()).isEqualTo(401);
        assertProblem(
                server.to(MONITORING)
                        .as(ADMIN)
                        .header("X-Requested-With", "it")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .post("operation=emergency-reset&confirm=true"),
                415,
                "application/json");
        assertProblem(
                server.to(MONITORING)
                        .as(ADMIN)
                        .header("Content-Type", "application/json")
                        .post(body),
                403,
                "X-Requested-With");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}                                                    | operation must be one of cleanup, export-json, start-collection, stop-collection, emergency-reset, was",
                "{\"operation\":\"Cleanup\"}                           | operation must be one of cleanup, export-json, start-collection, stop-collection, emergency-reset, was Cleanup",
                "{\"operation\":\"cleanup\",\"dryrun\":true}           | must be among operation, dryRun, confirm, cancelStatements, rollbackTransactions, was dryrun",
                "{\"operation\":\"cleanup\",\"dryRun\":\"yes\"}        | dryRun must be true or false",
                "{\"operation\":\"stop-collection\",\"dryRun\":true}   | must be among operation, was dryRun",
                "{\"operation\":\"export-json\",\"file\":\"/tmp/x\"}   | must be among operation, was file",
                "[]                                                    | must be a JSON object"
            })
    void malformedOperationIsAnsweredWithWhatIsAllowed(String body, String words) {
        assertProblem(operate(body), 400, words);
    }

    private Answer operate(String body) {
        return server.to(MONITORING).as(ADMIN).postJson(body);
    }

    private static void assertProblem(Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().getString("detail")).contains(words);
    }

    private static JsonObject read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private void forget(String how, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(server.get("/bookshop/api/trouble/" + how).status()).isEqualTo(200);
        }
    }

    private JsonObject document(String query) {
        Answer answer = server.get(MONITORING + query, VIEWER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonObject only(JsonObject diagnostics, String list) {
        List<JsonObject> found = diagnostics.getJsonArray(list).getValuesAs(JsonObject.class);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<String> poolNames(JsonObject document) {
        return document.getJsonArray("pools").getValuesAs(JsonObject.class).stream()
                .map(pool -> pool.getString("poolName"))
                .toList();
    }

    private static List<JsonObject> leases(JsonObject document) {
        return document.getJsonObject("detailed").getJsonArray("connections").getValuesAs(JsonObject.class).stream()
                .filter(lease -> !lease.getBoolean("declared"))
                .toList();
    }
}
