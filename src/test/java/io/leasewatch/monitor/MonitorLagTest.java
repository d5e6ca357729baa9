package io.leasewatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.docs.RecordedLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MonitorLagTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final MonitorLag lag = new MonitorLag(ticker, Leadership.ALONE);
    private final LagLog check = new LagLog(lag);

    @Test
    void monitorThatTicksEverySecondIsNotLate() {
        tickAll();
        ticker.advance(SECOND);
        tickAll();
        ticker.advance(SECOND);

        assertThat(lag.recent().values()).containsOnly(Duration.ZERO);
        assertThat(lag.unknown()).isNull();
    }

    @Test
    void latestTickIsKnownForAMinute() {
        tickAll();
        ticker.advance(SECOND.multipliedBy(4));
        tickAll();
        ticker.advance(SECOND);
        tickAll();

        assertThat(lag.recent()).containsEntry("metrics", SECOND.multipliedBy(3));
        for (int i = 0; i < 61; i++) {
            ticker.advance(SECOND);
            tickAll();
        }
        assertThat(lag.recent()).containsEntry("metrics", Duration.ZERO);
    }

    @Test
    void stateIsUnknownWhileLeaksOrPoolsAreNotLookedAt() {
        tickAll();
        ticker.advance(SECOND.multipliedBy(7));
        lag.of(Lane.POOLS).recordTick();

        assertThat(lag.unknown()).isEqualTo("leaks have not been looked for in the last 7 s");
        lag.of(Lane.DETECTION).recordTick();
        assertThat(lag.unknown())
                .as("metrics and upkeep are late, but that hides nothing")
                .isNull();
    }

    @Test
    void lateThreadIsLoggedOnceAndSoIsItsRecovery() {
        try (RecordedLog log = RecordedLog.of(LagLog.class)) {
            tickAll();
            ticker.advance(SECOND.multipliedBy(7));
            for (Lane lane : Lane.values()) {
                if (lane != Lane.METRICS) {
                    lag.of(lane).recordTick();
                }
            }
            check.check();
            check.check();
            lag.of(Lane.METRICS).recordTick();
            check.check();
            check.check();

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING LSW5014W: The thread leasewatch-metrics of the monitor is late: it last ran 7 s ago. The"
                                    + " metrics are old; leaks and alerts are not affected.",
                            "INFO LSW5015I: The thread leasewatch-metrics of the monitor is on time again. It was up to 6 s"
                                    + " late.");
        }
    }

    private void tickAll() {
        for (Lane lane : Lane.values()) {
            lag.of(lane).recordTick();
        }
    }
}
