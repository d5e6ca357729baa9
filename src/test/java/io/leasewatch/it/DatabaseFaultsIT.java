package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.programs.PostgresServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a guarded database can suffer, on a real one: what readiness, the API, alerts and the application say, and that all is whole afterwards. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseFaultsIT {

    private static final String POOL = "jdbc/bookshop";

    /** What is promised, and a moment for the machine of the test. */
    private static final Duration PROMISED = Duration.ofSeconds(6);

    @TempDir
    private static Path folder;

    private PostgresServer postgres;
    private ServerSetup setup;
    private LibertyServer server;
    private Monitor monitor;

    @BeforeAll
    void start() throws SQLException, IOException {
        postgres = new PostgresServer(folder, 60);
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("create role shop superuser login password 'right'");
            Path access = folder.resolve("data").resolve("pg_hba.conf");
            String rules = Files.readString(access);
            Files.writeString(
                    access, "host all shop 127.0.0.1/32 scram-sha-256\n" + rules, StandardOpenOption.TRUNCATE_EXISTING);
            statement.execute("select pg_reload_conf()");
        }
        setup = Chain.onPostgres("database-faults", url())
                .edit(
                        "server.xml",
                        "maxPoolSize=\"10\" connectionTimeout=\"5s\"",
                        "maxPoolSize=\"10\" connectionTimeout=\"3s\"")
                .write("configDropins/overrides/production.xml", documented("Production", url()))
                .write(
                        "configDropins/overrides/development.xml",
                        documented("Development", url())
                                .replace("\"orders\"", "\"orders-dev\"")
                                .replace("jdbc/orders", "jdbc/orders-dev"))
                .env("LEASEWATCH_DATABASE_GUARDED", "jdbc/bookshop,jdbc/orders,jdbc/orders-dev")
                .env("LEASEWATCH_DATABASE_DRAIN", "PT20S")
                .env("LEASEWATCH_DATABASE_BREAKER", "true")
                .env("LEASEWATCH_DATABASE_TEST_ON_BORROW", "true")
                .env("LEASEWATCH_DATABASE_WARM_UP", "4");
        server = setup.start("leasewatch", "bookshop");
        monitor = new Monitor(server);
    }

    private String url() {
        return postgres.url() + "?user=postgres";
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void ready() {
        awaitReadiness(200, Monitor.SOON);
    }

    /** No thread is stuck, no lease is lost, and everything that was taken is accounted for. */
    @AfterEach
    void everythingIsWhole() {
        if (!server.isAlive()) {
            return;
        }
        awaitReadiness(200, Monitor.SOON);
        await().atMost(Monitor.SOON).untilAsserted(() -> {
            assertThat(monitor.connections()).isEmpty();
            assertThat(monitor.pool(POOL).getInt("waitingCount")).isZero();
            JsonObject sums =
                    monitor.get("connections").getJsonObject("statisticsByPool").getJsonObject(POOL);
            assertThat(sums.getInt("totalAcquired"))
                    .isEqualTo(sums.getInt("totalReleased") + sums.getInt("currentlyActive"));
        });
        assertThat(server.get("/bookshop/api/books").status()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void connectionsAreOpenedBeforeTheServerIsReadyAndPingsAreNobodysLeases() {
        JsonObject guard = await().atMost(Monitor.SOON)
                .until(this::guard, one -> one.getString("state").equals("up"));

        assertThat(guard.getInt("warmedUp")).isEqualTo(4);
        assertThat(guard.getString("breaker")).isEqualTo("closed");
        await().atMost(Monitor.SOON).until(() -> monitor.pool(POOL).getInt("totalCount") >= 4);
        await().atMost(Monitor.SOON).until(() -> server.get("/health/started").status() == 200);
        await().atMost(Monitor.SOON).until(() -> monitor.metric("leasewatch_database_up{pool=\"jdbc/bookshop\"}") == 1);
        assertThat(server.log().lines("LSW7001I", POOL)).isNotEmpty();
        assertThat(monitor.released().stream()
                        .filter(lease -> lease.getString("site", "").contains("Probe")))
                .isEmpty();
    }

    @Test
    @Order(1)
    void whatTheDocumentationRecommendsForTheProfilesIsAcceptedByTheServer() {
        assertThat(guard("jdbc/orders").getString("state")).isEqualTo("up");
        assertThat(guard("jdbc/orders-dev").getString("state")).isEqualTo("up");
        assertThat(monitor.pool("jdbc/orders").getInt("maxCount")).isEqualTo(30);
        assertThat(monitor.pool("jdbc/orders-dev").getInt("maxCount")).isEqualTo(5);
        assertThat(server.log().lines("CWWKG", " W ")).isEmpty();
        assertThat(server.log().lines("CWWKG", " E ")).isEmpty();
    }

    @Test
    @Order(2)
    void databaseThatIsKilledUnderLoadIsDownWithinFiveSecondsAndRefusedAtOnceAndBackWithinFive() {
        int reconnections = guard().getInt("reconnections");
        try (Load load = new Load(4, () -> server.get("/bookshop/api/books"))) {
            await().atMost(Monitor.SOON).until(() -> load.answers(200) > 20);

            postgres.kill();
            awaitReadiness(503, PROMISED);

            await().atMost(PROMISED).until(() -> guard().getString("state").equals("down"));
            assertThat(guard().getString("breaker")).isEqualTo("open");
            assertThat(guard().getString("lastError")).doesNotContain("127.0.0.1", "postgres:", "user=");
            await().atMost(Duration.ofSeconds(3)).until(() -> firing("database"));
            assertThat(server.get("/health/live").status()).isEqualTo(200);
            // Every answer of the bookshop is a refusal now, and comes at once.
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(server.get("/bookshop/api/books").body()).contains("LSW7202E", POOL, "has been down since");
            }
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
                    .as("milliseconds that twenty refusals took, HTTP and all")
                    .isLessThan(2000);

            postgres.restart();
            awaitReadiness(200, PROMISED);
            long before = load.answers(200);
            await().atMost(Monitor.SOON).until(() -> load.answers(200) > before + 20);
        }
        assertThat(guard().getInt("reconnections")).isEqualTo(reconnections + 1);
        await().atMost(Duration.ofSeconds(5)).until(() -> !firing("database"));
        assertThat(server.log().lines("LSW7004E", POOL)).isNotEmpty();
        assertThat(server.log().lines("LSW7005I", POOL)).isNotEmpty();
    }

    @Test
    @Order(3)
    void databaseThatIsGoneIsTheFirstThingThatTheDashboardSays() {
        postgres.kill();
        try (Chromium chromium = Chromium.start()) {
            awaitReadiness(503, PROMISED);
            chromium.everyLook("database-down", Call.VIEWER, server.url("/leasewatch/"), page -> {
                // Three pools lead to it, and each is said to be without it.
                String said = "Critical: The database of " + POOL + " is down";
                await().atMost(PROMISED)
                        .until(() -> page.locator("#verdict").textContent().contains(said));
                assertThat(page.locator("#verdict").textContent())
                        .contains("The pool is not the cause.")
                        .doesNotContain("127.0.0.1", "user=");
                assertThat(page.locator("#downstream").textContent()).contains(POOL, "down");
            });
            assertThat(chromium.complaints()).isEmpty();
        } finally {
            postgres.restart();
        }
    }

    @Test
    @Order(3)
    void databaseThatStandsStillForTenSecondsIsDownMeanwhileAndHasOneThreadWaitForIt() {
        try (Load load = new Load(3, () -> server.get("/bookshop/api/books"))) {
            await().atMost(Monitor.SOON).until(() -> load.answers(200) > 20);
            long began = System.nanoTime();

            postgres.freeze();
            try {
                awaitReadiness(503, PROMISED);
                await().atMost(PROMISED).until(() -> guard().getString("state").equals("down"));
                assertThat(server.get("/health/live").status()).isEqualTo(200);
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> System.nanoTime() - began
                                > Duration.ofSeconds(10).toNanos());
            } finally {
                postgres.thaw();
            }
            awaitReadiness(200, PROMISED);
            long before = load.answers(200);
            await().atMost(Monitor.SOON).until(() -> load.answers(200) > before + 20);
        }
        assertThat(guard().getString("state")).isEqualTo("up");
    }

    @Test
    @Order(4)
    void databaseWhoseNameDoesNotResolveAndOneThatRefusesThePasswordAreSaidToBeThat() {
        // The server starts the application anew as soon as it has another data source, which is before the guard can
        // know.
        set("leasewatch.database.breaker", "false");
        whileTheUrlIs(
                "jdbc:postgresql://no-such-host.invalid:5432/postgres?user=shop",
                () -> await().atMost(Monitor.SOON)
                        .until(() -> guard().getString("lastError").startsWith("its host name does not resolve")));

        whileTheUrlIs(url().replace("user=postgres", "user=shop&password=wrong-hunter2"), () -> {
            await().atMost(Monitor.SOON)
                    .until(() -> guard().getString("lastError").startsWith("it does not accept the user"));
            assertThat(server.get("/health/ready").body()).doesNotContain("hunter2");
        });
        set("leasewatch.database.breaker", "true");
    }

    private void set(String key, String value) {
        Answer answer =
                server.to("/leasewatch/api/settings").as(Call.ADMIN).putJson("{\"" + key + "\":\"" + value + "\"}");
        assertThat(answer.status()).isEqualTo(200);
    }

    /** The server starts the bookshop anew for each change, in vain while the database cannot be reached. */
    private void whileTheUrlIs(String wrong, Runnable check) {
        int failed = server.log().lines("CWWKZ0004E").size();
        setup.edit("server.xml", setting(url()), setting(wrong));
        try {
            await().atMost(Monitor.SOON).until(() -> guard().getString("state").equals("down"));
            awaitReadiness(503, PROMISED);
            check.run();
            // A server whose configuration changes while an application is being started may wait for that one for
            // ever.
            await().atMost(Monitor.SOON)
                    .until(() -> server.log().lines("CWWKZ0004E").size() > failed);
        } finally {
            setup.edit("server.xml", setting(wrong), setting(url()));
        }
        awaitReadiness(200, Monitor.SOON);
    }

    @Test
    @Order(5)
    void poolThatShrinksWhileItIsUsedIsFullAndItsDatabaseNotDown() {
        setup.edit(
                "server.xml",
                "maxPoolSize=\"10\" connectionTimeout=\"3s\"",
                "maxPoolSize=\"2\" connectionTimeout=\"3s\"");
        try (Load load = new Load(2, () -> server.get("/bookshop/api/trouble/slow-query?seconds=4"))) {
            await().atMost(Monitor.SOON).until(() -> monitor.pool(POOL).getInt("maxCount") == 2);
            await().atMost(Monitor.SOON).until(() -> guard().getString("state").equals("degraded"));

            assertThat(server.get("/health/ready").status()).isEqualTo(200);
            assertThat(guard().getString("lastError")).contains("no connection was returned in time");
        } finally {
            setup.edit(
                    "server.xml",
                    "maxPoolSize=\"2\" connectionTimeout=\"3s\"",
                    "maxPoolSize=\"10\" connectionTimeout=\"3s\"");
        }
        await().atMost(Monitor.SOON).until(() -> guard().getString("state").equals("up"));
    }

    @Test
    @Order(6)
    void serverThatIsStoppedUnderLoadLetsWhatHasBegunFinishAndReportsWhatDidNotComeBack() {
        server.get("/bookshop/api/trouble/leak-thread");
        monitor.openLeaks(1);
        List<Answer> answers = new CopyOnWriteArrayList<>();
        CompletableFuture<String> dashboard = server.to("/leasewatch/api/events").as(Call.VIEWER).stream();
        // Each takes its connection again when the server is stopping already.
        for (int i = 0; i < 4; i++) {
            server.to("/bookshop/api/trouble/late?seconds=3").getLater().thenAccept(answers::add);
        }
        await().atMost(Monitor.SOON)
                .until(() ->
                        !server.log().lines("will take its connection late").isEmpty());

        server.askToStop();

        // A server that stops waits half a minute for streams that do not end.
        await().atMost(Duration.ofSeconds(10)).until(dashboard::isDone);
        await().atMost(Duration.ofSeconds(40)).until(() -> !server.isAlive());
        assertThat(dashboard.join()).contains("event: snapshot");
        assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 200, 200);
        assertThat(server.log().lines("LSW7101I")).hasSize(1);
        assertThat(server.log().lines("LSW7102W", "TroubleResource.java")).hasSize(1);
    }

    private boolean firing(String rule) {
        return monitor.list("alerts?status=firing").stream()
                .anyMatch(alert -> alert.getString("rule").equals(rule));
    }

    private JsonObject guard() {
        return guard(POOL);
    }

    private JsonObject guard(String name) {
        return monitor
                .get("health")
                .getJsonObject("database")
                .getJsonArray("guarded")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(guard -> guard.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The elements that docs/database-guard.md recommends for a profile, but for the settings of the monitor. */
    private static String documented(String profile, String url) throws IOException {
        Matcher block = Pattern.compile("^" + profile + ":.*?```xml\n(.*?)```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs", "database-guard.md")));
        assertThat(block.find()).isTrue();
        return "<server>"
                + block.group(1)
                        .replaceAll("<variable [^>]*/>", "")
                        .replace("${orders.url}", url.replace("?user=postgres", ""))
                        .replace("${orders.user}", "shop")
                        .replace("${orders.password}", "right")
                + "</server>";
    }

    private void awaitReadiness(int status, Duration within) {
        await().atMost(within)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> server.get("/health/ready").status() == status);
    }

    /** As server.xml has it. */
    private static String setting(String url) {
        return "<properties.postgresql URL=\"" + url.replace("&", "&amp;") + "\"/>";
    }
}
