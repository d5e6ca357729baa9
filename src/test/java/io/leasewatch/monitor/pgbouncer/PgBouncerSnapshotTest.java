package io.leasewatch.monitor.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link PgBouncerSnapshot}, and the readings that {@link PoolNames} makes of it. */
class PgBouncerSnapshotTest {

    private static final String POOLS =
            "database|user|cl_waiting|sv_active|sv_idle|sv_used|sv_tested|sv_login|sv_being_canceled|maxwait|maxwait_us";
    private static final String DATABASES = "name|pool_size|min_pool_size|reserve_pool|max_connections|paused";
    private static final String CLIENTS = "addr|port|ptr|link";

    private final ManualClock clock = new ManualClock();
    private final RecordedConsole console = Versions.v1_18();
    private final PoolNames names = new PoolNames("pgbouncer/");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "app|a|0|2|0|0|0|0|0|0|0 ; 0 ; NONE",
                "app|a|5|2|0|0|0|0|0|3|0 ; 0 ; FULL",
                "app|a|5|3|0|0|0|0|0|3|0 ; 0 ; FULL",
                "app|a|5|2|1|0|0|0|0|3|0 ; 0 ; NONE",
                "app|a|5|1|0|0|0|1|0|3|0 ; 0 ; SERVER_SLOW",
                "app|a|5|0|0|0|0|2|0|3|0 ; 0 ; SERVER_SLOW",
                "app|a|5|0|0|0|0|0|0|3|0 ; 0 ; UNSERVED",
                "app|a|5|1|0|0|0|0|0|3|0 ; 0 ; NONE",
                "app|a|5|2|0|0|0|0|0|3|0 ; 1 ; PAUSED",
                "app|a|0|0|0|0|0|0|0|0|0 ; 1 ; NONE",
            })
    void whyClientsWait(String pool, String paused, Shortage shortage) throws SQLException {
        console.answer("POOLS", POOLS, pool).answer("DATABASES", DATABASES, "app|2|0|0|0|" + paused, "other|2|0|0|0|0");

        PgBouncerSnapshot said = ask();

        assertThat(said.shortage(said.pools().get(0))).isEqualTo(shortage);
    }

    @Test
    void poolIsReadLikeAnyOther() throws SQLException {
        console.answer("POOLS", POOLS, "app|a|48|2|3|4|1|5|1|7|500000", "pgbouncer|pgbouncer|1|0|0|0|0|0|0|0|0")
                .answer("DATABASES", DATABASES, "app|20|3|5|0|0");

        assertThat(names.read(ask()))
                .containsExactly(PoolReading.of("pgbouncer/app", WatchedBy.POOL_NUMBERS, clock.instant())
                        .kind(PoolKind.PGBOUNCER)
                        .open(3 + 4, 2 + 1 + 1)
                        .waiting(48)
                        .oldestWait(Duration.ofMillis(7_500))
                        .max(20 + 5)
                        .min(3)
                        .build());
    }

    @Test
    void databaseAsAWholeLimitsItsPools() throws SQLException {
        console.answer("POOLS", POOLS, "app|a|0|2|0|0|0|0|0|0|0").answer("DATABASES", DATABASES, "app|20|0|5|8|0");

        assertThat(names.read(ask())).extracting(PoolReading::maxCount).containsExactly(8);
    }

    @Test
    void poolOfADatabaseThatIsNotListedHasNoMaximum() throws SQLException {
        console.answer("POOLS", POOLS, "gone|a|0|2|0|0|0|0|0|0|0");

        assertThat(names.read(ask())).singleElement().satisfies(reading -> {
            assertThat(reading.maxCount()).isNull();
            assertThat(reading.minCount()).isNull();
        });
    }

    @Test
    void userBelongsToTheNameOnceADatabaseHasSeveral() throws SQLException {
        console.answer("POOLS", POOLS, "app|a|0|2|0|0|0|0|0|0|0");
        assertThat(names.read(ask())).extracting(PoolReading::poolName).containsExactly("pgbouncer/app");

        console.answer(
                "POOLS", POOLS, "app|a|0|2|0|0|0|0|0|0|0", "app|b|0|2|0|0|0|0|0|0|0", "other|a|0|2|0|0|0|0|0|0|0");
        assertThat(names.read(ask()))
                .extracting(PoolReading::poolName)
                .containsExactly("pgbouncer/app/a", "pgbouncer/app/b", "pgbouncer/other");

        console.answer("POOLS", POOLS, "app|a|0|2|0|0|0|0|0|0|0");
        assertThat(names.read(ask())).extracting(PoolReading::poolName).containsExactly("pgbouncer/app/a");
    }

    @Test
    void portOfTwoMachinesLeadsToNoClientButWithTheAddressItDoes() throws SQLException {
        console.answer("CLIENTS", CLIENTS, "10.0.0.7|40001|0xc1|", "10.0.0.8|40001|0xc2|", "10.0.0.8|40002|0xc3|");

        PgBouncerSnapshot said = ask();

        assertThat(said.clientAt(40001)).isEmpty();
        assertThat(said.clientAt("10.0.0.8", 40001)).map(PgBouncerClient::ptr).contains("0xc2");
        assertThat(said.clientAt(40002)).map(PgBouncerClient::ptr).contains("0xc3");
        assertThat(said.clientAt(40003)).isEmpty();
        assertThat(said.clientAt("10.0.0.9", 40002)).isEmpty();
    }

    @Test
    void linkToAServerThatHasGoneLeadsNowhere() throws SQLException {
        console.answer("CLIENTS", CLIENTS, "10.0.0.7|40001|0xc1|0x99");

        PgBouncerSnapshot said = ask();

        assertThat(said.clientAt(40001).flatMap(said::serverOf)).isEmpty();
    }

    private PgBouncerSnapshot ask() throws SQLException {
        return new PgBouncerReader(console, clock, new ManualTicker()).poll();
    }
}
