package io.leasewatch.monitor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class SlownessFootprintTest {

    @Test
    void slowStatementTakesAsMuchMemoryAsIsSaid() {
        SlowQueryTotals slowness = new SlowQueryTotals(1, Instant.EPOCH);
        for (long nanos = 1_000_000; nanos < 1_000_000_000_000L; nanos += nanos / 50) {
            slowness.add(nanos, Instant.EPOCH);
        }

        assertThat(GraphLayout.parseInstance(slowness).totalSize()).isBetween(8_000L, 12_000L);
    }
}
