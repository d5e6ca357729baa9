package io.leasewatch.monitor.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.advice.Verdict;
import io.leasewatch.monitor.advice.Verdict.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadProblemTest {

    private static final double WARNING = 0.8;

    @Test
    void poolWithRoomHasNone() {
        assertThat(LoadProblem.of(reading(7, 0), WARNING, null)).isNull();
    }

    @Test
    void strainedPoolSaysHowMuchOfItIsInUse() {
        Problem problem = problem(8, 0, null);

        assertThat(problem.sentence())
                .isEqualTo("jdbc/app is nearly exhausted: 8 of 10 connections are in use, and none of them has"
                        + " leaked.");
        assertThat(problem.state()).isEqualTo(State.WARNING);
    }

    @Test
    void exhaustedPoolSaysWhoWaits() {
        Problem problem = problem(10, 3, verdict(Cause.TOO_SMALL));

        assertThat(problem.sentence())
                .isEqualTo(
                        "jdbc/app is exhausted: 10 of 10 connections are in use and 3 threads wait, and none of them has"
                                + " leaked.");
        assertThat(problem.state()).isEqualTo(State.CRITICAL);
        assertThat(problem.remedy()).isEqualTo("what it is");
    }

    @Test
    void poolThatFillsLikeALeakingOneIsNotSaidToBeInnocent() {
        Problem problem = problem(8, 0, verdict(Cause.LEAK));

        assertThat(problem.sentence()).endsWith(". No leak is certain, but the leases look like leaks.");
    }

    @Test
    void poolWhoseLeasesNobodySeesIsNotSaidToBeInnocent() {
        PoolReading unseen = reading(WatchedBy.POOL_NUMBERS, 8, 0);

        Problem problem = Objects.requireNonNull(LoadProblem.of(unseen, WARNING, null));

        assertThat(problem.sentence())
                .isEqualTo(
                        "jdbc/app is nearly exhausted: 8 of 10 connections are in use. Their holders are unknown, because"
                                + " the pool is not watched.");
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        assertThat(problem(8, 0, verdict(Cause.UNKNOWN)).remedy()).isEmpty();
    }

    private static Problem problem(int inUse, int waiting, @Nullable Verdict verdict) {
        return Objects.requireNonNull(LoadProblem.of(reading(inUse, waiting), WARNING, verdict));
    }

    private static PoolReading reading(int inUse, int waiting) {
        return reading(WatchedBy.WRAPPER, inUse, waiting);
    }

    private static PoolReading reading(WatchedBy watchedBy, int inUse, int waiting) {
        return PoolReading.of("jdbc/app", watchedBy, Instant.parse("2031-03-05T07:11:13Z"))
                .open(10 - inUse, inUse)
                .max(10)
                .waiting(waiting)
                .build();
    }

    private static Verdict verdict(Cause cause) {
        return new Verdict(cause, "what it is", List.of());
    }
}
