package io.leasewatch.monitor.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2StoreTest extends HistoryStoreContract {

    private static final InstantSource NEW_YEAR = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final TimeRange EVER = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), "", "");

    private static final String CORRUPT = "leasewatch-history-corrupt-20260101-000000.mv.db";

    @TempDir
    private Path folder;

    private @Nullable HistoryStore store;

    @BeforeEach
    void open() throws SQLException {
        store = Stores.inFile(folder, NEW_YEAR);
    }

    @AfterEach
    void close() throws SQLException {
        store().close();
    }

    @Override
    HistoryStore store() {
        return requireNonNull(store);
    }

    @Test
    void eventsOfAnEarlierReleaseAreFilteredLikeOthers() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + folder.resolve("old"));

        OldSchema.checkMigration(database);
    }

    @Test
    void whatIsWrittenSurvivesARestart() throws SQLException {
        store().write(lease("1"));
        store().close();

        open();

        assertThat(store().events(EVER, EventFilter.of(Event.Kind.LEAK), 10, 0)).hasSize(1);
    }

    @Test
    void fileThatCannotBeReadIsMovedAsideAndNotDeleted() throws SQLException, IOException {
        store().write(lease("1"));
        store().close();
        byte[] broken = new byte[20_000];
        new Random(7).nextBytes(broken);
        Files.write(folder.resolve("leasewatch-history.mv.db"), broken);

        open();
        store().write(lease("2"));

        assertThat(store().events(EVER, EventFilter.of(Event.Kind.LEAK), 10, 0))
                .extracting(Event::key)
                .containsExactly("2");
        assertThat(folder.resolve("leasewatch-history-corrupt-20260101-000000.mv.db"))
                .hasBinaryContent(broken);
    }

    @Test
    void fileThatWasCutOffIsMovedAsideOrReadButNeverInTheWay() throws SQLException, IOException {
        store().write(lease("1"));
        store().close();
        Path file = folder.resolve("leasewatch-history.mv.db");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        open();
        store().write(lease("2"));

        assertThat(store().events(EVER, EventFilter.of(Event.Kind.LEAK), 10, 0))
                .extracting(Event::key)
                .contains("2");
    }

    @Test
    void fileWithDamagedRowsIsMovedAsideAlthoughH2OpensIt() throws SQLException, IOException {
        write(600);
        // Opening it again compacts the file, so that damage hits rows and not free space.
        store().close();
        open();
        store().close();
        byte[] whole = Files.readAllBytes(file());
        byte[] junk = new byte[whole.length / 4];
        new Random(7).nextBytes(junk);
        System.arraycopy(junk, 0, whole, whole.length * 6 / 10, junk.length);
        Files.write(file(), whole);

        open();

        assertThat(events()).isEmpty();
        assertThat(folder.resolve(CORRUPT)).hasBinaryContent(whole);
    }

    @Test
    void ofAFileThatHasLostItsLastRowsACopyIsKeptAndTheOthersAreRead() throws SQLException, IOException {
        write(3);
        store().close();
        byte[] before = Files.readAllBytes(file());
        open();
        store().write(lease("4"));
        store().close();
        Files.write(file(), before);

        open();

        assertThat(events()).containsExactlyInAnyOrder("0", "1", "2");
        assertThat(folder.resolve(CORRUPT)).hasBinaryContent(before);
        Files.delete(folder.resolve(CORRUPT));
        store().close();
        open();
        assertThat(folder.resolve(CORRUPT)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fileThatIsMissingOrEmptyIsReportedOnceWithWhatItContained(boolean isMissing) throws SQLException, IOException {
        write(3);
        store().close();
        Files.delete(file());
        if (!isMissing) {
            Files.createFile(file());
        }

        try (RecordedLog log = RecordedLog.of(HistoryFile.class)) {
            open();
            assertThat(log.lines()).singleElement().asString().contains("LSW81", "3 rows", "2026-01-01T00:00:02Z");
            store().close();
            open();
            assertThat(log.lines()).hasSize(1);
        }
        write(1);
        assertThat(events()).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rows=many\nnewest=1", "\u0000\uffff", "rows=-5\nnewest=-9"})
    void whatIsNotedOfTheContentsMayBeAnything(String note) throws SQLException, IOException {
        write(3);
        store().close();
        Files.writeString(folder.resolve("leasewatch-history.contents"), note);

        open();

        assertThat(events()).hasSize(3);
        assertThat(folder.resolve(CORRUPT)).doesNotExist();
    }

    @Test
    void serverThatIsKilledAtAnyMomentLeavesAFileThatIsNotDamaged() throws SQLException, IOException {
        RetentionSettings two = new RetentionSettings("one", Instant.EPOCH, 10, 2);
        for (int i = 0; i < 6; i++) {
            store().write(lease("" + i));
            assertIsWholeAfterAKill("a write");
            store().deleteOld(two);
            assertIsWholeAfterAKill("a deletion");
        }
    }

    private void assertIsWholeAfterAKill(String when) throws SQLException, IOException {
        Path left = Files.createDirectory(folder.resolve("killed"));
        for (String name : List.of("leasewatch-history.mv.db", "leasewatch-history.contents")) {
            Files.copy(folder.resolve(name), left.resolve(name));
        }
        Stores.inFile(left, NEW_YEAR).close();
        assertThat(left.resolve(CORRUPT)).as("a copy, killed after " + when).doesNotExist();
        try (Stream<Path> files = Files.walk(left)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void fileThatSomebodyElseHasOpenIsLeftWhereItIs() throws SQLException, IOException {
        store().write(lease("1"));
        store().close();
        try (FileChannel file = FileChannel.open(folder.resolve("leasewatch-history.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThatThrownBy(this::open).isInstanceOf(SQLException.class);

            assertThat(lock.isValid()).isTrue();
        }
        open();
        assertThat(store().events(EVER, EventFilter.of(Event.Kind.LEAK), 10, 0)).hasSize(1);
    }

    private Path file() {
        return folder.resolve("leasewatch-history.mv.db");
    }

    private List<String> events() throws SQLException {
        return store().events(EVER, EventFilter.of(Event.Kind.LEAK), 1000, 0).stream()
                .map(Event::key)
                .toList();
    }

    /** Events whose bodies do not compress. */
    private void write(int events) throws SQLException {
        Random random = new Random(7);
        byte[] body = new byte[2000];
        for (int i = 0; i < events; i++) {
            random.nextBytes(body);
            Instant at = NEW_YEAR.instant().plusSeconds(i);
            String text = "{\"body\":\"" + HexFormat.of().formatHex(body) + "\"}";
            store().write(new Batch(
                    List.of(), List.of(), List.of(new Event("one", at, Event.Kind.LEAK, "" + i, "jdbc/a", text))));
        }
    }

    private static Batch lease(String key) {
        return new Batch(
                List.of(),
                List.of(),
                List.of(new Event("one", NEW_YEAR.instant(), Event.Kind.LEAK, key, "jdbc/a", "{}")));
    }
}
