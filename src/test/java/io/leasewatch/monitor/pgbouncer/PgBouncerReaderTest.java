package io.leasewatch.monitor.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.ManualTicker;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PgBouncerReaderTest {

    private final ManualClock clock = new ManualClock();
    private final ManualTicker ticker = new ManualTicker();

    static Stream<RecordedConsole> versions() {
        return Stream.of(Versions.v1_18(), Versions.v1_21(), Versions.v1_23(), Versions.v1_24(), Versions.v1_26());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatEveryVersionSaysIsReadFromEachOfThem(RecordedConsole console) throws SQLException {
        PgBouncerSnapshot said = ask(console);

        assertThat(said.timestamp()).isEqualTo(clock.instant());
        assertThat(said.version()).startsWith("PgBouncer 1.");
        assertThat(said.paused()).isFalse();
        assertThat(said.pools()).hasSize(2).first().satisfies(pool -> {
            assertThat(pool)
                    .isEqualTo(new PgBouncerPool(
                            "app",
                            "ada",
                            3,
                            4,
                            0,
                            0,
                            2,
                            0,
                            0,
                            1,
                            1,
                            0,
                            0,
                            Duration.ofMillis(5_250),
                            "session",
                            pool.loadBalanceHosts()));
        });
        assertThat(said.waitingClients()).isEqualTo(4);
        assertThat(said.oldestWait()).isEqualTo(Duration.ofMillis(5_250));
        assertThat(said.database("app")).hasValueSatisfying(database -> {
            assertThat(database.host()).isEqualTo("db.example.com");
            assertThat(database.port()).isEqualTo(5432);
            assertThat(database.database()).isEqualTo("shop");
            assertThat(database.poolSize()).isEqualTo(6);
            assertThat(database.minPoolSize()).isOne();
            assertThat(database.reservePool()).isEqualTo(2);
            assertThat(database.currentConnections()).isEqualTo(4);
        });
        assertThat(said.traffic()).singleElement().satisfies(traffic -> {
            assertThat(traffic.transactions()).isEqualTo(10);
            assertThat(traffic.queries()).isEqualTo(20);
            assertThat(traffic.received()).isEqualTo(300);
            assertThat(traffic.sent()).isEqualTo(400);
            assertThat(traffic.transactionMicros()).isEqualTo(5000);
            assertThat(traffic.queryMicros()).isEqualTo(6000);
            assertThat(traffic.waitMicros()).isEqualTo(7000);
        });
        assertThat(said.clientAt(40001)).hasValueSatisfying(client -> {
            assertThat(client.user()).isEqualTo("ada");
            assertThat(client.applicationName()).isEqualTo("orders");
            assertThat(client.connectedAt()).isEqualTo(Instant.parse("2031-03-05T07:11:13Z"));
            assertThat(client.requestedAt()).isEqualTo(Instant.parse("2031-03-05T07:11:14Z"));
            assertThat(client.waited()).as("of one that does not wait").isZero();
            assertThat(said.serverOf(client)).hasValueSatisfying(server -> {
                assertThat(server.remotePid()).isEqualTo(4711);
                assertThat(server.localPort()).isEqualTo(50001);
            });
        });
        assertThat(said.config()).containsOnlyKeys("pool_mode", "max_client_conn", "max_user_connections");
        assertThat(said.lists()).containsEntry("used_clients", 2L);
    }

    @Test
    void clientThatWaitsSaysForHowLong() throws SQLException {
        PgBouncerSnapshot said = ask(Versions.v1_18());

        assertThat(said.clientAt(40002)).hasValueSatisfying(client -> {
            assertThat(client.isWaiting()).isTrue();
            assertThat(client.waited()).isEqualTo(Duration.ofMillis(5_250));
            assertThat(said.serverOf(client)).isEmpty();
        });
    }

    @Test
    void whatOldVersionsDoNotSayIsUnknownAndNotZero() throws SQLException {
        PgBouncerSnapshot old = ask(Versions.v1_18());
        PgBouncerSnapshot recent = ask(Versions.v1_26());

        assertThat(old.traffic().get(0))
                .extracting(
                        Traffic::serverAssignments,
                        Traffic::clientParses,
                        Traffic::serverParses,
                        Traffic::binds,
                        Traffic::clientLogins)
                .containsOnlyNulls();
        assertThat(recent.traffic().get(0))
                .extracting(
                        Traffic::serverAssignments,
                        Traffic::clientParses,
                        Traffic::serverParses,
                        Traffic::binds,
                        Traffic::clientLogins)
                .containsExactly(11L, 31L, 32L, 33L, 34L);
        assertThat(old.clients().get(0).preparedStatements()).isNull();
        assertThat(recent.clients().get(0).preparedStatements()).isEqualTo(9);
        assertThat(recent.clients().get(0).replication()).isEqualTo("none");
        assertThat(recent.pools().get(0).loadBalanceHosts()).isEqualTo("round-robin");
        assertThat(old.databases().get(0).maxClients()).isNull();
        assertThat(recent.databases().get(0).maxClients()).isEqualTo(50);
        assertThat(recent.databases().get(0).clients()).isEqualTo(7);
    }

    @Test
    void sizeOfAPoolIsThatOfItsUserWhereThatHasOne() throws SQLException {
        PgBouncerSnapshot old = ask(Versions.v1_18());
        PgBouncerSnapshot recent = ask(Versions.v1_24());

        assertThat(old.mostServers(old.pools().get(0))).isEqualTo(6 + 2);
        assertThat(recent.mostServers(recent.pools().get(0))).isEqualTo(9 + 2);
    }

    @Test
    void whatAVersionDoesNotKnowItIsAskedOnlyOnce() throws SQLException {
        RecordedConsole console = Versions.v1_18();
        PgBouncerReader interview = new PgBouncerReader(console, clock, ticker);

        interview.poll();
        interview.poll();

        assertThat(console.asked()).containsOnlyOnce("STATE").contains("POOLS", "POOLS");
    }

    @Test
    void answersThatAreMissingOrMakeNoSenseAreNoError() throws SQLException {
        RecordedConsole console = new RecordedConsole()
                .answer("VERSION", "version", "PgBouncer 2.0")
                .answer("POOLS", "database|cl_waiting|maxwait", "app|many|-3")
                .answer("CLIENTS", "port|connect_time", "x|yesterday");

        PgBouncerSnapshot said = ask(console);

        assertThat(said.pools()).singleElement().satisfies(pool -> {
            assertThat(pool.database()).isEqualTo("app");
            assertThat(pool.clWaiting()).isZero();
            assertThat(pool.oldestWait()).isZero();
            assertThat(said.mostServers(pool)).isZero();
        });
        assertThat(said.clients())
                .singleElement()
                .satisfies(client -> assertThat(client.connectedAt()).isNull());
        assertThat(said.databases()).isEmpty();
        assertThat(said.paused()).isFalse();
    }

    @Test
    void consoleThatEndsIsAnError() {
        RecordedConsole console = Versions.v1_18();
        console.close();

        assertThatThrownBy(() -> ask(console)).isInstanceOf(SQLException.class).hasMessage("cut off");
    }

    @Test
    void allOfItIsPausedWhenItSaysSoOrWhenAllItsDatabasesAre() throws SQLException {
        String labels = "name|pool_size|paused";
        RecordedConsole saysSo = Versions.v1_21().answer("STATE", "key|value", "active|no", "paused|yes");
        RecordedConsole allAre = Versions.v1_18().answer("DATABASES", labels, "app|2|1", "b|2|1", "pgbouncer|2|0");
        RecordedConsole oneIs = Versions.v1_18().answer("DATABASES", labels, "app|2|1", "b|2|0", "pgbouncer|2|0");

        assertThat(ask(saysSo).paused()).isTrue();
        assertThat(ask(allAre).paused()).isTrue();
        assertThat(ask(oneIs).paused()).isFalse();
    }

    @Test
    void ratesAreTheDifferenceOverTheTimeBetween() throws SQLException {
        RecordedConsole console = Versions.v1_18();
        PgBouncerReader interview = new PgBouncerReader(console, clock, ticker);
        assertThat(interview.poll().rates()).isEmpty();

        ticker.advance(Duration.ofSeconds(4));
        traffic(console, "app|30|60|700|1200|0|0|15000", "new|1|1|1|1|1|1|1");

        assertThat(interview.poll().rates())
                .containsOnlyKeys("app")
                .containsEntry("app", new Rates(5, 10, 2000, 100, 200));
    }

    @Test
    void countersThatBeganAnewGiveNoRates() throws SQLException {
        RecordedConsole console = Versions.v1_18();
        PgBouncerReader interview = new PgBouncerReader(console, clock, ticker);
        interview.poll();

        ticker.advance(Duration.ofSeconds(4));
        traffic(console, "app|1|1|1|1|1|1|1");

        assertThat(interview.poll().rates()).isEmpty();
    }

    private static void traffic(RecordedConsole console, String... rows) {
        console.answer(
                "STATS",
                "database|total_xact_count|total_query_count|total_received|total_sent|total_xact_time|total_query_time"
                        + "|total_wait_time",
                rows);
    }

    private PgBouncerSnapshot ask(RecordedConsole console) throws SQLException {
        return new PgBouncerReader(console, clock, ticker).poll();
    }
}
