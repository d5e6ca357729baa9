package io.leasewatch.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatStatusTest {

    private final ManualTicker ticker = new ManualTicker();
    private final HeartbeatStatus pulse = new HeartbeatStatus(ticker);

    @Test
    void beforeTheFirstBeatThereIsNoPause() {
        ticker.advance(Duration.ofMinutes(5));

        assertThat(pulse.hasBegun()).isFalse();
        assertThat(pulse.sinceLastBeat()).isZero();
    }

    @Test
    void pauseIsTheTimeSinceTheLastBeat() {
        pulse.beat();
        ticker.advance(Duration.ofSeconds(40));
        assertThat(pulse.sinceLastBeat()).isEqualTo(Duration.ofSeconds(40));

        pulse.beat();
        ticker.advance(Duration.ofSeconds(2));

        assertThat(pulse.hasBegun()).isTrue();
        assertThat(pulse.sinceLastBeat()).isEqualTo(Duration.ofSeconds(2));
    }
}
