package io.leasewatch.monitor.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Forecast} and the {@link DemandHistory} it is made from, on pools whose load is drawn. */
class ForecastTest {

    private static final double DAY = 86_400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void steadyLeakOfThreeAMinuteIsForecastWithinATenth(long seed) {
        SimulatedPool pool =
                new SimulatedPool(seed, 50, 1).arrivals(t -> 10, 10).holds(exponential(0.5));
        pool.run(Duration.ofMinutes(20)).leakEvery(20).run(Duration.ofMinutes(6));
        Forecast forecast = pool.forecast();
        double begin = pool.seconds();

        double exhausted = secondsUntilFullOneInTwenty(pool) - begin;

        assertThat(forecast.rising()).isTrue();
        assertThat(seconds(forecast.exhaustedIn())).isCloseTo(exhausted, withinPercentage(10));
        assertThat(forecast.perHour()).isCloseTo(180, withinPercentage(10));
        assertThat(forecast.earliest()).isLessThanOrEqualTo(forecast.exhaustedIn());
        assertThat(forecast.latest()).isGreaterThanOrEqualTo(forecast.exhaustedIn());
    }

    /** A leak of one in ten minutes is too slow for the close look. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void slowLeakIsForecastHoursAhead(long seed) {
        SimulatedPool pool = new SimulatedPool(seed, 50, 2).arrivals(t -> 2, 2).holds(exponential(1));
        pool.run(Duration.ofHours(1)).leakEvery(600).run(Duration.ofHours(4));

        Forecast forecast = pool.forecast();

        // 50, less 5 that are needed and 24 that are gone, at 6 an hour.
        assertThat(forecast.exhaustedIn()).isBetween(Duration.ofMinutes(180), Duration.ofMinutes(240));
        assertThat(forecast.step()).isEqualTo(DemandHistory.WIDE);
    }

    @Test
    void wholeDayThatGoesUpAndDownRaisesNoAlarmInAThousandSeeds() {
        long alarms = IntStream.range(0, 1000)
                .parallel()
                .filter(ForecastTest::alarmsOnADay)
                .count();

        assertThat(alarms).as("of 1000 days without a leak, days with an alarm").isZero();
    }

    /** Four of five connections are in use at noon, and hardly one at midnight. Some leases are held for very long. */
    private static boolean alarmsOnADay(int seed) {
        SimulatedPool pool = new SimulatedPool(seed, 16, 10)
                .arrivals(t -> 0.1 * (1 - 0.9 * Math.cos(2 * Math.PI * t / DAY)), 0.19)
                .holds((random, t) -> 40 * Math.exp(random.nextGaussian()));
        boolean[] alarmed = new boolean[1];
        long[] looks = new long[1];
        pool.run(Duration.ofHours(24), () -> {
            if (++looks[0] % 60 == 0) {
                alarmed[0] |= pool.exhaustedIn() != null;
            }
        });
        return alarmed[0];
    }

    @Test
    void leakIsSeenOnADayThatGoesUpAndDown() {
        SimulatedPool pool = new SimulatedPool(1, 40, 10)
                .arrivals(t -> 0.1 * (1 - 0.9 * Math.cos(2 * Math.PI * t / DAY)), 0.19)
                .holds((random, t) -> 40 * Math.exp(random.nextGaussian()));

        pool.run(Duration.ofHours(6)).leakEvery(900).run(Duration.ofHours(3));

        assertThat(pool.exhaustedIn()).isBetween(Duration.ofHours(2), Duration.ofHours(6));
    }

    @Test
    void aFewPointsAreNoForecast() {
        LowWaterMarks trail = trail(Forecast.LEAST_POINTS - 1, i -> 10 * i);

        assertThat(Forecast.of(trail, 1000, 0).rising()).isFalse();
        assertThat(Forecast.of(trail(Forecast.LEAST_POINTS, i -> 10 * i), 1000, 0)
                        .rising())
                .isTrue();
    }

    @Test
    void aSingleStepUpIsNoLeak() {
        assertThat(Forecast.of(trail(40, i -> i < 20 ? 3 : 9), 30, 0).rising()).isFalse();
    }

    @Test
    void leasesThatBecomeFewerAreNoLeak() {
        Forecast forecast = Forecast.of(trail(40, i -> 50 - i), 60, 0);

        assertThat(forecast.rising()).isFalse();
        assertThat(forecast.exhaustedIn()).isNull();
    }

    @Test
    void twoLeasesThatStayOutAreNoTrend() {
        assertThat(Forecast.of(trail(40, i -> i < 10 ? 0 : i < 30 ? 1 : 2), 10, 0)
                        .rising())
                .isFalse();
    }

    @Test
    void endBeyondWhatCanBeToldIsNotInSight() {
        Forecast forecast = Forecast.of(trail(40, i -> i / 4), 1000, 0);

        assertThat(forecast.rising()).isTrue();
        assertThat(forecast.exhaustedIn()).isNull();
    }

    @Test
    void poolWithoutAMaximumRisesAndHasNoEnd() {
        Forecast forecast = Forecast.of(trail(40, i -> i), null, 0);

        assertThat(forecast.rising()).isTrue();
        assertThat(forecast.exhaustedIn()).isNull();
    }

    @Test
    void whatIsNeededBesideTheLeaksIsKeptFree() {
        // 30 stay out, one more each ten seconds.
        assertThat(Forecast.of(trail(30, i -> i), 40, 0).exhaustedIn()).isEqualTo(Duration.ofSeconds(100));
        assertThat(Forecast.of(trail(30, i -> i), 40, 6).exhaustedIn()).isEqualTo(Duration.ofSeconds(40));
        assertThat(Forecast.of(trail(30, i -> i), 40, 20).exhaustedIn()).isEqualTo(Duration.ZERO);
    }

    @Test
    void trailKeepsTheLowestOfEachStepAndForgetsTheOldest() {
        LowWaterMarks trail = new LowWaterMarks(Duration.ofSeconds(10), 3);
        Random random = new Random(1);
        for (int second = 0; second <= 60; second++) {
            int low = second / 10;
            trail.add(second * 1_000_000_000L, second % 10 == 7 ? low : low + 1 + random.nextInt(5));
        }

        assertThat(trail.values()).containsExactly(3, 4, 5);
        assertThat(trail.seconds()).containsExactly(30, 40, 50);
    }

    private static LowWaterMarks trail(int points, IntUnaryOperator value) {
        LowWaterMarks trail = new LowWaterMarks(Duration.ofSeconds(10), DemandHistory.POINTS);
        for (int i = 0; i <= points; i++) {
            trail.add(i * 10_000_000_000L, value.applyAsInt(i));
        }
        return trail;
    }

    private static SimulatedPool.Hold exponential(double mean) {
        return (random, t) -> -mean * Math.log(1 - random.nextDouble());
    }

    private static double seconds(@Nullable Duration time) {
        return time == null ? Double.NaN : time.toMillis() / 1e3;
    }

    /** When all connections are in use in one of twenty moments of a minute. */
    private static double secondsUntilFullOneInTwenty(SimulatedPool pool) {
        Deque<Boolean> minute = new ArrayDeque<>();
        while (minute.stream().filter(full -> full).count() < 3) {
            pool.run(Duration.ofSeconds(1));
            minute.addLast(pool.isFull());
            if (minute.size() > 60) {
                minute.removeFirst();
            }
        }
        return pool.seconds();
    }
}
