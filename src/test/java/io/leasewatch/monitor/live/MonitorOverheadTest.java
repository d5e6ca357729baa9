package io.leasewatch.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MonitorOverheadTest {

    private final ManualTicker ticker = new ManualTicker();
    private final MonitorOverhead cost = new MonitorOverhead(ticker);

    @Test
    void costOfTheLastTenSecondsIsAShareOfACore() {
        spend(9, Duration.ofMillis(20));
        assertThat(cost.share()).isNull();

        spend(1, Duration.ofMillis(20));
        assertThat(cost.share()).isEqualTo(0.02);

        spend(10, Duration.ofMillis(5));
        assertThat(cost.share()).isEqualTo(0.005);
    }

    private void spend(int seconds, Duration each) {
        for (int i = 0; i < seconds; i++) {
            ticker.advance(Duration.ofSeconds(1));
            cost.add(each.toNanos());
        }
    }
}
