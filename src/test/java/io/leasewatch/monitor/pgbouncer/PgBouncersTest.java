package io.leasewatch.monitor.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.spi.PoolReading;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgBouncersTest {

    private static final String THREAD = "leasewatch-pgbouncer-";

    private final List<RecordedConsole> opened = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;
    private List<String> pools = List.of();
    private final PgBouncers pgbouncers = new PgBouncers(this::open, InstantSource.system(), Ticker.SYSTEM);

    private Console open(PgBouncerAddress address, PgBouncerSettings settings) throws SQLException {
        if (refusing) {
            throw new NoPgBouncerException("not today");
        }
        RecordedConsole console = Versions.v1_18();
        if (!pools.isEmpty()) {
            console.answer(
                            "POOLS",
                            "database|user|cl_waiting|sv_active|maxwait|maxwait_us",
                            pools.toArray(String[]::new))
                    .answer(
                            "DATABASES",
                            "name|pool_size|min_pool_size|reserve_pool|max_connections|paused",
                            "app|2|0|0|0|0");
        }
        opened.add(console);
        return console;
    }

    @AfterEach
    void everyThreadEnds() {
        pgbouncers.close();

        await().untilAsserted(() -> assertThat(threads()).isEmpty());
        assertThat(opened).noneMatch(Console::isOpen);
    }

    @Test
    void withoutAnyItIsOffAndThereIsNoThread() {
        pgbouncers.apply(PgBouncerSettings.DEFAULT);

        assertThat(pgbouncers.state()).isEqualTo(PgBouncerState.OFF);
        assertThat(pgbouncers.statuses()).isEmpty();
        assertThat(pgbouncers.read()).isEmpty();
        assertThat(pgbouncers.answering("a:6432")).isEmpty();
        assertThat(threads()).isEmpty();
    }

    @Test
    void oneGivesItsPoolsTheirPlainNames() {
        pgbouncers.apply(settings("secret", "a"));

        await().untilAsserted(() -> assertThat(pgbouncers.state()).isEqualTo(PgBouncerState.UP));
        assertThat(pgbouncers.read()).extracting(PoolReading::poolName).containsExactly("pgbouncer/app");
        assertThat(pgbouncers.snapshots()).hasSize(1);
        assertThat(pgbouncers.text()).isEmpty();
        assertThat(pgbouncers.answering("a:6432")).isPresent();
        assertThat(threads()).containsExactly(THREAD + "a:6432");
    }

    @Test
    void severalGiveTheirPoolsTheirOwnNamesToo() {
        pgbouncers.apply(settings("secret", "a", "b", "a"));

        await().untilAsserted(() -> assertThat(pgbouncers.state()).isEqualTo(PgBouncerState.UP));
        assertThat(pgbouncers.read())
                .extracting(PoolReading::poolName)
                .containsExactly("pgbouncer/a:6432/app", "pgbouncer/b:6432/app");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "jdbc:postgresql://127.0.0.1:6432/app?user=a    | 59 | the pool app of PgBouncer a:6432 is full, with 2"
                        + " connections in use and 5 clients waiting",
                "jdbc:postgresql://127.0.0.1:6432/app           | 60 | -",
                "jdbc:postgresql://127.0.0.1:6432/other         | 59 | -",
                "jdbc:postgresql://127.0.0.1:5432/app           | 59 | -",
                "jdbc:postgresql://127.0.0.1/app                | 59 | -",
                "jdbc:h2:mem:app                                | 59 | -",
            })
    void fullPoolIsThatWhichAUrlLeadsToUnlessNobodyWasServedForAMinute(
            String url, String oldestWait, @Nullable String said) {
        pools = List.of("app|a|5|2|" + oldestWait + "|0", "other|a|0|1|0|0");
        pgbouncers.apply(settings("secret", "a"));
        await().untilAsserted(() -> assertThat(pgbouncers.state()).isEqualTo(PgBouncerState.UP));

        assertThat(pgbouncers.full(url)).isEqualTo(Optional.ofNullable(said));
    }

    @Test
    void sameSettingsChangeNothingAndOthersBeginAnew() {
        pgbouncers.apply(settings("secret", "a"));
        await().until(() -> opened.size() == 1);

        pgbouncers.apply(settings("secret", "a"));
        assertThat(threads()).hasSize(1);
        pgbouncers.apply(settings("other", "a"));

        await().until(() ->
                opened.size() == 2 && !opened.get(0).isOpen() && threads().size() == 1);
        pgbouncers.apply(PgBouncerSettings.DEFAULT);
        assertThat(pgbouncers.state()).isEqualTo(PgBouncerState.OFF);
    }

    @Test
    void nothingBeginsAnewOnceItIsClosed() {
        pgbouncers.close();

        pgbouncers.apply(settings("secret", "a"));

        assertThat(pgbouncers.statuses()).isEmpty();
        assertThat(threads()).isEmpty();
    }

    @Test
    void poolsOfOneThatDoesNotAnswerAreMissingThoughWhatItSaidIsKept() {
        pgbouncers.apply(settings("secret", "a"));
        await().until(() -> pgbouncers.state() == PgBouncerState.UP);

        refusing = true;
        opened.get(0).close();

        await().until(() -> pgbouncers.state() == PgBouncerState.REFUSED);
        assertThat(pgbouncers.text()).isEqualTo("PgBouncer a:6432 refused");
        assertThat(pgbouncers.read()).isEmpty();
        assertThat(pgbouncers.snapshots()).isEmpty();
        assertThat(pgbouncers.answering("a:6432")).isEmpty();
        assertThat(pgbouncers.statuses()).singleElement().satisfies(status -> {
            assertThat(status.last()).isNotNull();
            assertThat(status.lastError()).isEqualTo("not today");
        });
    }

    @Test
    void pausesGrowWithFailuresAndAreShortAgainAfterAnAnswer() {
        PgBouncerSettings settings = new PgBouncerSettings(
                settings("", "a").addresses(), "", "", Duration.ofSeconds(2), Duration.ofSeconds(5));
        PgBouncerWatch watch = new PgBouncerWatch(
                settings.addresses().get(0), settings, this::open, InstantSource.system(), new ManualTicker());
        assertThat(watch.pause()).isEqualTo(Duration.ofSeconds(5));

        refusing = true;
        for (int seconds : new int[] {5, 10, 20, 30, 30}) {
            watch.poll();
            assertThat(watch.pause()).isEqualTo(Duration.ofSeconds(seconds));
        }

        refusing = false;
        watch.poll();
        assertThat(watch.pause()).isEqualTo(Duration.ofSeconds(5));
        opened.get(0).close();
    }

    private static PgBouncerSettings settings(String password, String... hosts) {
        return new PgBouncerSettings(
                Arrays.stream(hosts)
                        .map(host -> PgBouncerAddress.parse("jdbc:postgresql://" + host + ":6432/pgbouncer"))
                        .toList(),
                "watcher",
                password,
                Duration.ofSeconds(1),
                Duration.ofMillis(50));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(THREAD))
                .toList();
    }
}
