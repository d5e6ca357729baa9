package io.leasewatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatStatusTest {

    private final ManualTicker ticker = new ManualTicker();
    private final HeartbeatStatus heartbeat = new HeartbeatStatus(ticker);

    @Test
    void beforeTheFirstTickThereIsNoPause() {
        ticker.advance(Duration.ofMinutes(5));

        assertThat(heartbeat.hasStarted()).isFalse();
        assertThat(heartbeat.sinceLastTick()).isZero();
    }

    @Test
    void pauseIsTheTimeSinceTheLastTick() {
        heartbeat.recordTick();
        ticker.advance(Duration.ofSeconds(40));
        assertThat(heartbeat.sinceLastTick()).isEqualTo(Duration.ofSeconds(40));

        heartbeat.recordTick();
        ticker.advance(Duration.ofSeconds(2));

        assertThat(heartbeat.hasStarted()).isTrue();
        assertThat(heartbeat.sinceLastTick()).isEqualTo(Duration.ofSeconds(2));
    }
}
