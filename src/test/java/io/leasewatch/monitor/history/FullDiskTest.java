package io.leasewatch.monitor.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.leasewatch.monitor.history.StoreState.Condition;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    private static final HistorySettings SETTINGS =
            new HistorySettings(true, Duration.ofSeconds(30), Duration.ofHours(24), 10_000, 1000, "", "", "one");

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();

    @AfterEach
    void clear() {
        FullDisk.full = false;
    }

    @Test
    void samplesWaitWhileTheDiskIsFullAndAreAllThereWhenItIsNotAnyMore() throws SQLException {
        FilePath.register(new FullDisk());
        Recorder recorder = new Recorder(
                now -> new Batch(HistoryDay.samples(now, 50, new Random(1)), List.of(), List.of()),
                () -> new JdbcStore(HistoryFile.open(
                        "full:" + folder.resolve("history").toAbsolutePath(), folder.resolve("contents"))),
                Runnable::run,
                clock,
                SETTINGS);
        sample(recorder, 3);
        assertThat(recorder.state().condition()).isEqualTo(Condition.UP);

        FullDisk.full = true;
        sample(recorder, 20);
        assertThat(recorder.state().condition()).isEqualTo(Condition.DOWN);
        assertThat(recorder.state().waiting()).isPositive();

        FullDisk.full = false;
        sample(recorder, 2);
        assertThat(recorder.state().condition()).isEqualTo(Condition.UP);
        assertThat(recorder.state().waiting()).isZero();
        TimeRange ever = TimeRange.between(Instant.EPOCH, clock.instant().plusSeconds(1));
        assertThat(requireNonNull(recorder.store()).samples(ever, 10_000)).hasSize(25 * 50);
        recorder.close();
    }

    private void sample(Recorder recorder, int times) {
        for (int i = 0; i < times; i++) {
            clock.advance(Duration.ofSeconds(30));
            recorder.sample();
        }
    }
}
