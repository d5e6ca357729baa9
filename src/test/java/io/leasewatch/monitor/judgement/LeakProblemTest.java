package io.leasewatch.monitor.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.core.work.UnitOfWork;
import io.leasewatch.monitor.judgement.Judgement.State;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakProblemTest {

    private static final String APP = "jdbc/app";

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final Borrower ada = Borrower.of(new Operation("shop", "GET /orders"), "ada", null);
    private final PoolReading reading = PoolReading.of(APP, WatchedBy.WRAPPER, clock.instant())
            .open(3, 7)
            .max(10)
            .build();

    @Test
    void saysHowManyOfHowManyWereTakenWhereByWhomAndHowThatIsKnown() {
        Lease lease = leases.take(APP, ada);
        List<Leak> leaks = List.of(new Leak.ThreadEnded(lease, clock.instant()));

        Problem problem = LeakProblem.of(reading, leaks, 0, List.of());

        assertThat(problem.sentence())
                .isEqualTo("jdbc/app is leaking: 1 of 10 connections was taken at " + lease.site()
                        + " by GET /orders, and its thread has ended.");
        assertThat(problem.state()).isEqualTo(State.WARNING);
        assertThat(problem.since()).isEqualTo(clock.instant());
        assertThat(problem.remedy()).contains(lease.site().toString());
    }

    @Test
    void worstPlaceIsNamedAndTheOthersAreCounted() {
        Leak elsewhere = new Leak.Outlived(leases.take(APP, ada), clock.instant(), UnitOfWork.REQUEST);
        List<Leak> leaks = new ArrayList<>(List.of(elsewhere));
        for (int i = 0; i < 6; i++) {
            leaks.add(new Leak.Outlived(leases.take(APP), clock.instant(), UnitOfWork.TRANSACTION));
        }

        Problem problem = LeakProblem.of(reading, leaks, 7, List.of());

        assertThat(problem.sentence())
                .startsWith("jdbc/app is leaking: 6 of 10 connections were taken at LeakProblemTest.java:")
                .endsWith(", and their transactions are over. 1 more leaked.");
        assertThat(problem.state()).isEqualTo(State.CRITICAL);
    }

    @Test
    void leaksOfAllPoolsTogetherAreCritical() {
        Problem problem = LeakProblem.of(reading, List.of(overdue()), 6, List.of());

        assertThat(problem.state()).isEqualTo(State.CRITICAL);
        assertThat(problem.sentence()).endsWith(" All pools together have 6 open leaks.");
    }

    @Test
    void poolWithoutAConnectionLeftIsCritical() {
        List<Leak> leaks = List.of(new Leak.ThreadEnded(leases.take(APP, ada), clock.instant()));
        PoolReading full = reading.but().open(0, 10).build();

        assertThat(LeakProblem.of(full, leaks, 0, List.of()).state()).isEqualTo(State.CRITICAL);
    }

    @Test
    void suspicionIsNotCalledALeak() {
        assertThat(LeakProblem.of(reading, List.of(overdue()), 0, List.of()).sentence())
                .startsWith("jdbc/app may be leaking: 1 of 10 connections was taken at ")
                .endsWith(", and it has been held for longer than allowed.");
    }

    @Test
    void codeThatIsOnlySuspectedIsNotBlamedForWhatOtherCodeLeaked() {
        List<Leak> leaks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            leaks.add(overdue());
        }
        Lease lost = leases.take(APP, ada);
        leaks.add(new Leak.ThreadEnded(lost, clock.instant()));

        Problem problem = LeakProblem.of(reading, leaks, 0, List.of());

        assertThat(problem.sentence())
                .isEqualTo("jdbc/app is leaking: 1 of 10 connections was taken at " + lost.site()
                        + " by GET /orders, and its thread has ended. 3 more have been held for longer than allowed.");
        assertThat(problem.remedy()).startsWith("Fix " + lost.site());
    }

    @Test
    void whatIsSaidOfLeaksIsTrueOfEachOfThem() {
        List<Leak> leaks = new ArrayList<>();
        for (UnitOfWork unit : List.of(UnitOfWork.TRANSACTION, UnitOfWork.REQUEST, UnitOfWork.REQUEST)) {
            leaks.add(new Leak.Outlived(leases.take(APP), clock.instant(), unit));
        }

        assertThat(LeakProblem.of(reading, leaks, 0, List.of()).sentence())
                .startsWith("jdbc/app is leaking: 2 of 10 connections were taken at ")
                .endsWith(", and their requests are over. 1 more leaked.");
    }

    @Test
    void trackedWorkIsNotCalledAConnection() {
        Leak work = new Leak.ThreadEnded(leases.declare(ada), clock.instant());

        assertThat(LeakProblem.of("", List.of(work), 0).sentence())
                .startsWith("Tracked work is leaking: 1 operation was started");
    }

    private Leak overdue() {
        return new Leak.Overdue(leases.take(APP), clock.instant(), Duration.ofSeconds(40), Duration.ofSeconds(30));
    }
}
