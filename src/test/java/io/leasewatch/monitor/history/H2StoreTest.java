package io.leasewatch.monitor.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends HistoryStoreContract {

    private static final InstantSource NEW_YEAR = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final TimeRange EVER = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), "", "");

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
    void whatIsWrittenSurvivesARestart() throws SQLException {
        store().write(lease("1"));
        store().close();

        open();

        assertThat(store().events(EVER, Event.Kind.LEAK, 10, 0)).hasSize(1);
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

        assertThat(store().events(EVER, Event.Kind.LEAK, 10, 0))
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

        assertThat(store().events(EVER, Event.Kind.LEAK, 10, 0))
                .extracting(Event::key)
                .contains("2");
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
        assertThat(store().events(EVER, Event.Kind.LEAK, 10, 0)).hasSize(1);
    }

    private static Batch lease(String key) {
        return new Batch(
                List.of(),
                List.of(),
                List.of(new Event("one", NEW_YEAR.instant(), Event.Kind.LEAK, key, "jdbc/a", "{}")));
    }
}
