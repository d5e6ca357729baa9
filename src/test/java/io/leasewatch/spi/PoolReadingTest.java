package io.leasewatch.spi;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.Readings;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolReadingTest {

    @Test
    void utilizationIsTheShareOfTheMaximumThatIsInUse() {
        assertThat(reading("jdbc/app", 7, 30).utilization()).isEqualTo(7 / 30.0);
        assertThat(reading("jdbc/app", 0, 30).utilization()).isZero();
        assertThat(reading("jdbc/app", 30, 30).utilization()).isEqualTo(1);
    }

    @Test
    void utilizationIsNeverMoreThanAllEvenWhenAPoolWasMadeSmaller() {
        assertThat(reading("jdbc/app", 31, 30).utilization()).isEqualTo(1);
    }

    @Test
    void poolWithoutAMaximumIsNotUtilized() {
        assertThat(reading("jdbc/app", 7, null).utilization()).isZero();
        assertThat(reading("jdbc/app", 7, 0).utilization()).isZero();
    }

    @Test
    void percentHaveOneDecimal() {
        assertThat(reading("jdbc/app", 7, 30).utilizationPercent()).isEqualTo(23.3);
        assertThat(reading("jdbc/app", 2, 3).utilizationPercent()).isEqualTo(66.7);
    }

    @Test
    void poolIsExhaustedWhenNothingIsLeftAndSomebodyWaits() {
        assertThat(reading("jdbc/app", 30, 30, 1).isExhausted()).isTrue();
        assertThat(reading("jdbc/app", 30, 30, 0).isExhausted()).isFalse();
        assertThat(reading("jdbc/app", 30, 30, null).isExhausted()).isFalse();
        assertThat(reading("jdbc/app", 29, 30, 1).isExhausted()).isFalse();
        assertThat(reading("jdbc/app", 30, null, 1).isExhausted()).isFalse();
    }

    @Test
    void readingIsOneLine() {
        assertThat(reading("main", 7, 30, 0)).hasToString("Pool 'main': 23% utilized (7/30 active, 3 idle, 0 waiting)");
    }

    @Test
    void lineHasAQuestionMarkWhereNobodyCanTell() {
        assertThat(reading("main", 7, null)).hasToString("Pool 'main': ?% utilized (7/? active, 3 idle, ? waiting)");
    }

    @Test
    void settingsRefuseWhatMakesNoSenseAndSayWhy() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new PoolSettings(Duration.ZERO, 0.8, 0.9, second))
                .hasMessage("interval and logInterval must be longer than zero, were PT0S and PT1S");
        assertThatThrownBy(() -> new PoolSettings(second, 0.8, 0.9, second.negated()))
                .hasMessage("interval and logInterval must be longer than zero, were PT1S and PT-1S");
        assertThatThrownBy(() -> new PoolSettings(second, 0.9, 0.8, second))
                .hasMessage("warning and critical must be 0 < warning <= critical <= 1, were 0.9 and 0.8");
        assertThatThrownBy(() -> new PoolSettings(second, 0, 0.8, second)).hasMessageEndingWith("were 0.0 and 0.8");
        assertThatThrownBy(() -> new PoolSettings(second, 0.8, 1.1, second)).hasMessageEndingWith("were 0.8 and 1.1");
        assertThatThrownBy(() -> with(Duration.ZERO, second, second))
                .hasMessage("sustainedAfter and summaryInterval must be longer than zero, were PT0S and PT1S");
        assertThatThrownBy(() -> with(second, second, second.negated()))
                .hasMessage("sustainedAfter and summaryInterval must be longer than zero, were PT1S and PT-1S");
        assertThatThrownBy(() -> with(second, second.negated(), second))
                .hasMessage("longHold must not be negative, was PT-1S");
    }

    @Test
    void whatIsToBeChangedIsOtherwiseWhatItWas() throws ReflectiveOperationException {
        Percentiles times = new Percentiles(
                1, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(4));
        PoolReading full = PoolReading.of("jdbc/app", WatchedBy.WRAPPER, Readings.TIMESTAMP)
                .kind(PoolKind.REDIS)
                .target("jdbc/app-pool")
                .open(1, 2)
                .waiting(3)
                .oldestWait(Duration.ofSeconds(4))
                .max(5)
                .min(6)
                .timeouts(7)
                .retained(8)
                .unknown(9)
                .stranded(15)
                .unexplained(16)
                .peak(10, 11)
                .times(new RecentDurations(times, Percentiles.NONE), new RecentDurations(Percentiles.NONE, times))
                .oldestAge(Duration.ofSeconds(12))
                .longHolds(13)
                .exhaustions(14)
                .expectedFull(true)
                .build();
        PoolReading bare = PoolReading.of("", WatchedBy.AGENT, Readings.TIMESTAMP.plusSeconds(1))
                .build();

        assertThat(full.but().build()).isEqualTo(full);
        // Whoever adds a number adds it above.
        for (RecordComponent component : PoolReading.class.getRecordComponents()) {
            assertThat(component.getAccessor().invoke(full))
                    .as(component.getName())
                    .isNotEqualTo(component.getAccessor().invoke(bare));
        }
    }

    private static PoolSettings with(Duration sustainedAfter, Duration longHold, Duration summaryInterval) {
        Duration second = Duration.ofSeconds(1);
        return new PoolSettings(second, 0.8, 0.9, second, sustainedAfter, longHold, Set.of(), second, summaryInterval);
    }
}
