package io.leasewatch.monitor.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class CourseFootprintTest {

    @Test
    void sixHoursOfAPoolTakeAsMuchMemoryAsIsSaid() {
        DemandHistory course = new DemandHistory();
        int seconds = 7 * 3600;
        for (int i = 0; i < seconds; i++) {
            course.add(new PoolObservation(
                    TimeUnit.SECONDS.toNanos(1_000 + i), i % 10, 0, 10, 0, i % 7, i, i, 1_000_000L * i, 0));
        }

        assertThat(GraphLayout.parseInstance(course).totalSize()).isBetween(40_000L, 50_000L);
    }
}
