package io.leasewatch.monitor.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentReadingsTest {

    private final ManualClock clock = new ManualClock();
    private final RecentReadings trail = new RecentReadings();

    @Test
    void lastFiveMinutesAreKeptTheOldestFirst() {
        for (int i = 0; i < 400; i++) {
            read("jdbc/app", i % 10);
        }

        List<RecentReadings.Point> points = requireNonNull(trail.points().get("jdbc/app"));

        assertThat(points).hasSize(300);
        assertThat(points.get(0).used()).isEqualTo(0);
        assertThat(points.get(299).used()).isEqualTo(9);
        assertThat(points.get(299).at() - points.get(0).at()).isEqualTo(299_000);
        assertThat(points.get(0).wait95()).isNull();
    }

    @Test
    void poolThatIsGoneIsForgottenAfterThem() {
        read("jdbc/gone", 1);
        for (int i = 0; i < 301; i++) {
            read("jdbc/app", 1);
        }

        assertThat(trail.points()).containsOnlyKeys("jdbc/app");
    }

    private void read(String pool, int used) {
        clock.advance(Duration.ofSeconds(1));
        trail.add(
                List.of(PoolReading.of(pool, WatchedBy.WRAPPER, clock.instant())
                        .open(0, used)
                        .build()),
                clock.instant());
    }
}
