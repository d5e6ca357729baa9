package io.leasewatch.monitor.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakForecastTest {

    private static final int SEEDS = 1000;

    @Test
    void leakEveryFourteenSecondsUsesUpTwoConnectionsInHalfAMinute() {
        LeakForecast forecast = LeakForecast.of(every(14, 8), 2);

        assertThat(forecast.exhaustedIn()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(30));
        assertThat(forecast.earliest()).isLessThan(Duration.ofSeconds(14));
        assertThat(forecast.latest()).isGreaterThan(Duration.ofSeconds(40));
    }

    @Test
    void threeLeaksAreTooFew() {
        assertThat(LeakForecast.of(every(14, 3), 2)).isEqualTo(LeakForecast.NONE);
        assertThat(LeakForecast.of(every(14, 4), 2)).isNotEqualTo(LeakForecast.NONE);
    }

    @Test
    void fullPoolAndLeaksOfOneMomentHaveNoForecast() {
        assertThat(LeakForecast.of(every(14, 8), 0)).isEqualTo(LeakForecast.NONE);
        assertThat(LeakForecast.of(new double[] {5, 5, 5, 5, 5}, 3)).isEqualTo(LeakForecast.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "1, 100", "60, 10", "60, 50", "3600, 5", "3600, 100"})
    void timeLiesInTheIntervalForIndependentLeaks(double meanSeconds, int max) {
        int inside = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int leaks = LeakForecast.LEAST_LEAKS + random.nextInt(max - LeakForecast.LEAST_LEAKS);
            double[] gaps = DoubleStream.generate(() -> -Math.log(1 - random.nextDouble()) * meanSeconds)
                    .limit(max)
                    .toArray();
            LeakForecast forecast = LeakForecast.of(secondsAgo(gaps, leaks), max - leaks);
            double truth = DoubleStream.of(gaps).skip(leaks).sum();
            inside += isInside(forecast, truth) ? 1 : 0;
        }
        assertThat(inside).isGreaterThan(SEEDS * 90 / 100);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "14, 20", "3600, 100"})
    void timeLiesInTheIntervalForRegularLeaks(double seconds, int max) {
        for (int leaks = LeakForecast.LEAST_LEAKS; leaks < max; leaks++) {
            assertThat(isInside(LeakForecast.of(every(seconds, leaks), max - leaks), seconds * (max - leaks)))
                    .as("%d leaks", leaks)
                    .isTrue();
        }
    }

    @Test
    void burstIsForecastUntilItHasBeenOverForAWhile() {
        double[] burst = {0.1, 0.3, 0.5, 0.8, 1.1};
        assertThat(LeakForecast.of(burst, 5)).isNotEqualTo(LeakForecast.NONE);

        double[] later = DoubleStream.of(burst).map(ago -> ago + 5).toArray();

        assertThat(LeakForecast.of(later, 5)).isEqualTo(LeakForecast.NONE);
    }

    private static boolean isInside(LeakForecast forecast, double truth) {
        return seconds(Objects.requireNonNull(forecast.earliest())) <= truth
                && truth <= seconds(Objects.requireNonNull(forecast.latest()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** The last leak was just now. */
    private static double[] every(double seconds, int leaks) {
        double[] ago = new double[leaks];
        for (int i = 0; i < leaks; i++) {
            ago[i] = i * seconds;
        }
        return ago;
    }

    private static double[] secondsAgo(double[] gaps, int leaks) {
        double[] ago = new double[leaks];
        for (int i = leaks - 2; i >= 0; i--) {
            ago[i] = ago[i + 1] + gaps[i + 1];
        }
        return ago;
    }
}
