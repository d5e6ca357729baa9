package io.leasewatch.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.spi.Percentiles;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import io.leasewatch.spi.WatchedBy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class TrailFootprintTest {

    @Test
    void fiveMinutesOfAPoolTakeAsMuchMemoryAsIsSaid() {
        ManualClock clock = new ManualClock();
        RecentReadings trail = new RecentReadings();
        for (int i = 0; i < 400; i++) {
            clock.advance(Duration.ofSeconds(1));
            Percentiles times = new Percentiles(
                    1,
                    Duration.ofMillis(i),
                    Duration.ofMillis(2 * i),
                    Duration.ofMillis(3 * i),
                    Duration.ofMillis(4 * i));
            RecentDurations recent = new RecentDurations(times, times);
            trail.add(
                    List.of(PoolReading.of("jdbc/app", WatchedBy.WRAPPER, clock.instant())
                            .open(3, 7)
                            .waiting(i % 5)
                            .max(10)
                            .peak(8, 9)
                            .times(recent, recent)
                            .build()),
                    clock.instant());
        }

        assertThat(GraphLayout.parseInstance(trail).totalSize()).isBetween(40_000L, 60_000L);
    }
}
