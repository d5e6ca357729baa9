package io.leasewatch.monitor.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leasewatch.monitor.advice.Trend.Direction;
import io.leasewatch.monitor.advice.Trend.Measure;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link Trend}; {@link TrendTest} is about the statistics behind it. */
class PoolTrendTest {

    private static final int ARRIVALS = 600;

    @Test
    void holdTimeThatGrowsEveryMinuteIsRising() {
        Trend hold = trend(Measure.HOLD, minutes(60, i -> 0.1 + 0.01 * i));

        assertThat(hold.direction()).isEqualTo(Direction.RISING);
        assertThat(hold.before()).isCloseTo(0.195, within(1e-9));
        assertThat(hold.now()).isCloseTo(0.595, within(1e-9));
        assertThat(hold.perHour()).isCloseTo(0.6, within(1e-9));
        assertThat(hold.minutes()).isEqualTo(60);
        assertThat(trend(Measure.ARRIVALS, minutes(60, i -> 0.1 + 0.01 * i)))
                .extracting(Trend::direction, Trend::now, Trend::perHour)
                .containsExactly(Direction.STEADY, 10.0, 0.0);
    }

    @Test
    void holdTimeThatBecomesShorterIsFallingOverHoursToo() {
        Trend hold = trend(Measure.HOLD, minutes(360, i -> 1 - 0.002 * i));

        assertThat(hold.direction()).isEqualTo(Direction.FALLING);
        assertThat(hold.perHour()).isCloseTo(-0.12, within(1e-3));
        assertThat(hold.minutes()).isEqualTo(360);
    }

    @Test
    void noiseIsSteady() {
        Random random = new Random(7);

        Trend hold = trend(Measure.HOLD, minutes(60, i -> 0.1 + 0.01 * random.nextDouble()));

        assertThat(hold.direction()).isEqualTo(Direction.STEADY);
        assertThat(hold.perHour()).isZero();
    }

    @Test
    void changeThatMattersToNobodyIsSteadyHoweverSureItIs() {
        Trend hold = trend(Measure.HOLD, minutes(60, i -> 0.1 + 0.00001 * i));

        assertThat(hold.pValue()).isLessThan(0.001);
        assertThat(hold.direction()).isEqualTo(Direction.STEADY);
    }

    @Test
    void nothingIsKnownOfAFewMinutes() {
        Trend hold = trend(Measure.HOLD, minutes(Trend.LEAST_POINTS - 1, i -> 0.1 * i));

        assertThat(hold.direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(Trend.of("jdbc/app", List.of()))
                .hasSize(Measure.values().length)
                .allSatisfy(trend -> assertThat(trend.direction()).isEqualTo(Direction.UNKNOWN));
    }

    @Test
    void minutesInWhichNothingCameBackSayNothingOfTheHold() {
        List<DemandMinute> quiet = IntStream.range(0, 60)
                .mapToObj(i -> new DemandMinute(60, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .toList();

        Trend hold = trend(Measure.HOLD, quiet);

        assertThat(hold.direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(hold.now()).isZero();
        assertThat(trend(Measure.ARRIVALS, quiet).direction()).isEqualTo(Direction.STEADY);
    }

    private static Trend trend(Measure measure, List<DemandMinute> minutes) {
        return Trend.of("jdbc/app", minutes).stream()
                .filter(trend -> trend.measure() == measure)
                .findFirst()
                .orElseThrow();
    }

    private static List<DemandMinute> minutes(int count, IntToDoubleFunction holdSeconds) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DemandMinute(
                        60, ARRIVALS, ARRIVALS, ARRIVALS * holdSeconds.applyAsDouble(i), 0, 3, 4, 0.5, 0, 1))
                .toList();
    }
}
