package io.leasewatch.monitor.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.advice.Verdict.Cause;
import io.leasewatch.monitor.pool.Readings;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final int SEEDS = 40;

    /** What is wrong with the pool, and what is said of it, in {@link #SEEDS} runs each. */
    @Test
    void everyCauseIsToldFromTheOthers() {
        Map<Cause, Map<Cause, Long>> said = new TreeMap<>();
        said.put(Cause.NOTHING, verdicts(seed -> right(seed).run(Duration.ofMinutes(40))));
        said.put(
                Cause.LEAK,
                verdicts(seed ->
                        right(seed).run(Duration.ofMinutes(20)).leakEvery(25).run(Duration.ofMinutes(8))));
        said.put(Cause.TOO_SMALL, verdicts(seed -> pool(seed, 6, t -> 10).run(Duration.ofMinutes(40))));
        said.put(Cause.SLOW_DATABASE, verdicts(seed -> slow(seed).run(Duration.ofMinutes(40))));
        said.put(
                Cause.DOWNSTREAM,
                verdicts(seed -> right(seed).clientsWaitDownstream().run(Duration.ofMinutes(40))));

        assertThat(said)
                .allSatisfy((cause, verdicts) -> assertThat(verdicts)
                        .as("said of %s: %s", cause, said)
                        .containsOnly(Map.entry(cause, (long) SEEDS)));
    }

    @Test
    void poolWithStrandedOrUnexplainedConnectionsIsNotWell() {
        PoolReading well = Readings.reading("jdbc/app", 3, 20);
        LeakEvidence measured = right(1).run(Duration.ofMinutes(40)).evidence();

        assertThat(Verdict.of(well, measured).cause()).isEqualTo(Cause.NOTHING);
        assertThat(Verdict.of(well.but().stranded(1).build(), measured).cause()).isEqualTo(Cause.STRANDED);
        assertThat(Verdict.of(well.but().unexplained(1).build(), measured).cause())
                .isEqualTo(Cause.UNEXPLAINED);
    }

    @Test
    void leakThatHasUsedUpItsPoolIsStillOne() {
        SimulatedPool pool = right(1).run(Duration.ofMinutes(20)).leakEvery(5).run(Duration.ofHours(2));

        Verdict verdict = pool.verdict();

        assertThat(pool.isFull()).isTrue();
        assertThat(verdict.cause()).isEqualTo(Cause.LEAK);
    }

    @Test
    void poolThatIsFullAllTheTimeAndServesEverybodyIsRight() {
        // As many threads as connections: nobody waits.
        SimulatedPool pool = new SimulatedPool(1, 5, 1).arrivals(t -> 0, 1).run(Duration.ofMinutes(10));

        assertThat(pool.verdict().cause()).isEqualTo(Cause.NOTHING);
    }

    @Test
    void nothingIsSaidBeforeAMinuteWasSeen() {
        Verdict verdict = right(1).run(Duration.ofSeconds(50)).verdict();

        assertThat(verdict.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(verdict.sentence()).contains("jdbc/app", "too little");
    }

    @Test
    void verdictHasItsEvidence() {
        Verdict verdict = right(1).run(Duration.ofMinutes(20))
                .leakEvery(25)
                .run(Duration.ofMinutes(8))
                .verdict();

        assertThat(verdict.sentence()).startsWith("jdbc/app is leaking");
        assertThat(verdict.evidence())
                .anySatisfy(line -> assertThat(line).contains("rises by 14", "each hour"))
                .anySatisfy(line -> assertThat(line).contains("held unusually long; the maximum is 40."))
                .anySatisfy(line -> assertThat(line).startsWith("A connection is held for 50"));
    }

    private static Map<Cause, Long> verdicts(LongFunction<SimulatedPool> run) {
        Map<Cause, Long> verdicts = new TreeMap<>();
        LongStream.rangeClosed(1, SEEDS)
                .forEach(seed -> verdicts.merge(run.apply(seed).verdict().cause(), 1L, Long::sum));
        return verdicts;
    }

    private static SimulatedPool right(long seed) {
        return pool(seed, 40, t -> 10);
    }

    private static SimulatedPool pool(long seed, int max, DoubleUnaryOperator rate) {
        return new SimulatedPool(seed, max, 1)
                .arrivals(rate, 10)
                .holds((random, t) -> -0.5 * Math.log(1 - random.nextDouble()));
    }

    /** From the half hour on every statement takes ten times as long. */
    private static SimulatedPool slow(long seed) {
        return pool(seed, 20, t -> 10).holds((random, t) -> -(t < 1800 ? 0.5 : 5) * Math.log(1 - random.nextDouble()));
    }
}
