package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.pool.Readings;
import io.leasewatch.spi.Percentiles;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import io.leasewatch.spi.WatchedBy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolTableTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void readingIsARowInWhichWhatNobodyCanTellIsEmpty() throws IOException {
        RecentDurations holds = new RecentDurations(
                new Percentiles(
                        3, Duration.ZERO, Duration.ofMillis(1500), Duration.ofSeconds(2), Duration.ofSeconds(2)),
                Percentiles.NONE);
        PoolReading full = PoolReading.of("jdbc/app", WatchedBy.WRAPPER, Readings.TIMESTAMP)
                .open(3, 7)
                .waiting(4)
                .max(10)
                .min(2)
                .peak(7, 9)
                .timeouts(5)
                .exhaustions(1)
                .times(RecentDurations.NONE, holds)
                .oldestAge(Duration.ofMillis(61_200))
                .build();

        PoolTable.write(
                List.of(
                        full,
                        PoolReading.of("@b", WatchedBy.AGENT, Readings.TIMESTAMP)
                                .build()),
                Map.of("jdbc/app", 2L),
                out);

        assertThat(out.toString(StandardCharsets.UTF_8).split("\r\n", -1))
                .containsExactly(
                        String.join(",", PoolTable.HEADER),
                        Readings.TIMESTAMP + ",jdbc/app,jdbc," + WatchedBy.WRAPPER.words()
                                + ",0.7,7,3,4,10,2,9,5,1,2,,1500,61200,",
                        Readings.TIMESTAMP + ",'@b,jdbc," + WatchedBy.AGENT.words() + ",0,0,0,,,,,0,0,0,,,,",
                        "");
    }

    @Test
    void headersStandInTheDocument() throws IOException {
        assertThat(Files.readAllLines(Path.of("docs", "exports.md")))
                .contains(
                        String.join(",", PoolTable.HEADER),
                        String.join(",", SampleTables.POOLS),
                        String.join(",", SampleTables.SERVICES));
    }
}
