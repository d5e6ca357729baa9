package io.leasewatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.pool.Percentiles;
import io.leasewatch.pool.PoolReading;
import io.leasewatch.pool.Recent;
import io.leasewatch.pool.WatchedBy;
import io.leasewatch.time.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class TrailFootprintTest {

    @Test
    void fiveMinutesOfAPoolTakeAsMuchMemoryAsIsSaid() {
        ManualClock clock = new ManualClock();
        Trail trail = new Trail();
        for (int i = 0; i < 400; i++) {
            clock.advance(Duration.ofSeconds(1));
            Percentiles times = new Percentiles(
                    1,
                    Duration.ofMillis(i),
                    Duration.ofMillis(2 * i),
                    Duration.ofMillis(3 * i),
                    Duration.ofMillis(4 * i));
            Recent recent = new Recent(times, times);
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
