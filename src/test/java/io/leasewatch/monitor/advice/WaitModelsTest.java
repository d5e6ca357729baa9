package io.leasewatch.monitor.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link PoolLoad}, {@link ErlangC} and {@link FiniteSource}. */
class WaitModelsTest {

    private static final Offset<Double> SIX_DIGITS = within(5e-7);

    @ParameterizedTest
    @CsvSource({
        "10, 11, 0.682118",
        "10, 13, 0.285270",
        "10, 15, 0.102042",
        "10, 17, 0.030876",
        "5, 6, 0.587516",
        "5, 8, 0.167267",
        "5, 10, 0.036105"
    })
    void someoneWaitsAsOftenAsErlangsTablesSay(double busy, int connections, double waits) {
        assertThat(new ErlangC(new PoolLoad(busy, 1), connections).waitProbability())
                .isCloseTo(waits, SIX_DIGITS);
    }

    @Test
    void waitsOfAnOpenPoolAreThoseOfTheTextbook() {
        ErlangC pool = new ErlangC(new PoolLoad(200, 0.05), 13);

        assertThat(pool.meanWait()).isCloseTo(0.004755, within(5e-7));
        assertThat(pool.waitPercentile(0.95)).isCloseTo(0.029024, within(5e-7));
        assertThat(pool.waitLongerThan(pool.waitPercentile(0.95))).isCloseTo(0.05, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"20, 5, 77.0782, 0.73046, 0.0094769, 0.396860", "50, 10, 186.4209, 3.39478, 0.0182103, 0.692821"})
    void poolThatSoManyThreadsAskIsThatOfTheTextbook(
            int threads, int connections, double perSecond, double waiting, double meanWait, double waits) {
        FiniteSource pool = new FiniteSource(threads, connections, 0.2, 0.05);

        assertThat(pool.perSecond()).isCloseTo(perSecond, within(5e-5));
        assertThat(pool.waiting()).isCloseTo(waiting, within(5e-6));
        assertThat(pool.meanWait()).isCloseTo(meanWait, within(5e-7));
        assertThat(pool.waitProbability()).isCloseTo(waits, SIX_DIGITS);
    }

    @Test
    void percentileOfAFiniteSourceIsWhereItsTailSaysSo() {
        FiniteSource pool = new FiniteSource(50, 10, 0.2, 0.05);

        double p95 = pool.waitPercentile(0.95);

        assertThat(pool.waitLongerThan(p95)).isCloseTo(0.05, within(1e-9));
        assertThat(pool.waitPercentile(0.1)).isZero();
    }

    /** The mean is the area under the tail, and whoever does not have to wait waits no time. */
    @Test
    void tailOfAFiniteSourceHasTheMeanThatThreadsWhoAskSee() {
        FiniteSource pool = new FiniteSource(20, 5, 0.2, 0.05);
        double area = 0;

        for (double t = 0.00005; t < 2; t += 0.0001) {
            area += pool.waitLongerThan(t) * 0.0001;
        }

        assertThat(area).isCloseTo(pool.meanWait(), within(1e-7));
    }

    @Test
    void poolThatCannotKeepUpMakesEverybodyWaitForEver() {
        ErlangC pool = new ErlangC(new PoolLoad(10, 1), 10);

        assertThat(pool.waitProbability()).isOne();
        assertThat(pool.waitLongerThan(1e9)).isOne();
        assertThat(pool.meanWait()).isInfinite();
        assertThat(pool.waitPercentile(0.5)).isInfinite();
    }

    @Test
    void poolThatNobodyAsksMakesNobodyWait() {
        ErlangC pool = new ErlangC(new PoolLoad(0, 1), 1);

        assertThat(pool.waitProbability()).isZero();
        assertThat(pool.waitLongerThan(0)).isZero();
        assertThat(pool.waitPercentile(0.99)).isZero();
    }

    @Test
    void threadsThatHaveAConnectionEachNeverWait() {
        assertThat(new FiniteSource(8, 8, 0.1, 0.1).waitProbability()).isZero();
        assertThat(new FiniteSource(1, 1, 0.1, 0.1).waitProbability()).isZero();
    }

    @Test
    void manyThreadsWithLittleToDoElseAreReckonedWithoutOverflow() {
        FiniteSource pool = new FiniteSource(10_000, 50, 0.0001, 1);

        assertThat(pool.perSecond()).isCloseTo(50, within(1e-6));
        assertThat(pool.waiting()).isCloseTo(9_950, within(0.1));
    }

    @Test
    void largePoolIsReckonedWithoutOverflow() {
        assertThat(new ErlangC(new PoolLoad(9_900, 1), 10_000).waitProbability())
                .isBetween(0.2, 0.4);
    }

    @Test
    void littlesLawIsTheLeastThatCouldDo() {
        assertThat(new PoolLoad(200, 0.05).busy()).isEqualTo(10);
        assertThat(new PoolLoad(200, 0.05).fewest()).isEqualTo(10);
        assertThat(new PoolLoad(201, 0.05).fewest()).isEqualTo(11);
        assertThat(new PoolLoad(0, 0).fewest()).isOne();
    }

    @RepeatedTest(200)
    void largerPoolOrLighterLoadNeverMeansMoreWaiting(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        PoolLoad load = new PoolLoad(random.nextDouble() * 100, 0.001 + random.nextDouble());
        PoolLoad lighter = new PoolLoad(load.perSecond() * random.nextDouble(), load.holdSeconds());
        int size = 1 + random.nextInt(150);
        double wait = random.nextDouble();

        double longer = new ErlangC(load, size).waitLongerThan(wait);

        assertThat(longer).isBetween(0.0, 1.0);
        assertThat(new ErlangC(load, size + 1).waitLongerThan(wait)).isLessThanOrEqualTo(longer);
        assertThat(new ErlangC(lighter, size).waitLongerThan(wait)).isLessThanOrEqualTo(longer);
        assertThat(new ErlangC(load, size).waitLongerThan(wait * 2)).isLessThanOrEqualTo(longer);
    }

    @RepeatedTest(200)
    void fewThreadsNeverWaitMoreThanWhoeverMayAskAtAnyTime(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int threads = 1 + random.nextInt(60);
        int size = 1 + random.nextInt(threads);
        double think = 0.001 + random.nextDouble();
        double hold = 0.001 + random.nextDouble();
        FiniteSource few = new FiniteSource(threads, size, think, hold);
        double wait = random.nextDouble() * hold;

        ErlangC any = new ErlangC(new PoolLoad(threads / (think + hold), hold), size);

        assertThat(few.waitLongerThan(wait)).isLessThanOrEqualTo(any.waitLongerThan(wait) + 1e-12);
        assertThat(few.waitLongerThan(wait)).isBetween(0.0, few.waitProbability() + 1e-12);
        assertThat(new FiniteSource(threads, size + 1, think, hold).waitLongerThan(wait))
                .isLessThanOrEqualTo(few.waitLongerThan(wait) + 1e-12);
    }

    /** With ever more threads that ask ever less often, it does not matter any more that those who wait do not ask. */
    @Test
    void veryManyThreadsAreAsGoodAsAnybody() {
        FiniteSource many = new FiniteSource(10_000, 13, 10_000 / 200.0, 0.05);

        assertThat(many.waitProbability()).isCloseTo(0.285270, within(0.003));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new PoolLoad(-1, 1))
                .hasMessage("load must not be negative, was -1.0/s held for 1.0 s");
        assertThatThrownBy(() -> new PoolLoad(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ErlangC(new PoolLoad(1, 1), 0))
                .hasMessage("connections must be at least 1, was 0");
        assertThatThrownBy(() -> new FiniteSource(1, 1, 0, 1))
                .hasMessageContaining("was 1 threads, 1 connections, 0.0 s");
    }
}
