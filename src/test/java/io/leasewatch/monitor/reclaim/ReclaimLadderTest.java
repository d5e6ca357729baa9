package io.leasewatch.monitor.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Enlistment;
import io.leasewatch.core.work.UnitOfWork;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.leak.FakeHeld;
import io.leasewatch.monitor.leak.FakeStatement;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.reclaim.Reclaim.Result;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is done before a connection is closed, and instead of it. */
class ReclaimLadderTest {

    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final ReclaimRules EVERYTHING = new ReclaimRules(true, true);
    private static final ReclaimRules CANCELS = new ReclaimRules(true, false);

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final LeakLedger ledger = new LeakLedger(10);
    private final ReclaimAudit audit = new ReclaimAudit();
    private final FakeHeld held = new FakeHeld();
    private final FakeStatement statement = new FakeStatement();
    private final List<Runnable> later = new ArrayList<>();
    private final Reclaimer reclaimer = reclaimer(ReclaimMode.ON, 10, EVERYTHING);

    @Test
    void statementIsCancelledFirstAndTheConnectionClosedWhenNothingWasExecutedForAnotherGrace() {
        Lease lease = executing(certain());
        pass(AFTER);

        act();
        assertThat(statement.cancelled).isEqualTo(1);
        assertThat(lease.isOpen()).isTrue();
        leases.registry.executions().ended(lease, null);
        pass(AFTER.minusNanos(1));
        act();
        assertThat(lease.isOpen()).isTrue();
        pass(Duration.ofNanos(1));
        act();

        assertThat(lease.outcome()).isEqualTo(Outcome.RECLAIMED);
        assertThat(results()).containsExactly(Result.RECLAIMED, Result.CANCELLED);
        assertThat(audit.acts().get(1).reason()).isEqualTo("left open when the request was over");
    }

    @Test
    void statementIsNotCancelledUnlessThatWasAllowed() {
        executing(certain());
        pass(AFTER);

        reclaimer(ReclaimMode.ON, 10, new ReclaimRules(false, true)).act();
        finishWork();

        assertThat(statement.cancelled).isZero();
        assertThat(audit.acts()).extracting(Reclaim::detail).containsExactly("it executes a statement");
    }

    @Test
    void statementThatDoesNotStopIsToldSoOnceAndTheNextOneIsToldAnew() {
        Lease lease = executing(certain());
        pass(AFTER);
        act();
        pass(AFTER);
        act();
        assertThat(statement.cancelled).isEqualTo(1);

        leases.registry.executions().ended(lease, null);
        executing(lease);
        pass(AFTER);
        act();

        assertThat(statement.cancelled).isEqualTo(2);
        assertThat(lease.isOpen()).isTrue();
    }

    @Test
    void statementThatBeganAfterTheOneThatWasMeantIsLeftAlone() {
        Lease lease = executing(certain());
        pass(AFTER);
        reclaimer.act();
        leases.registry.executions().ended(lease, null);
        leases.ticker.advance(Duration.ofNanos(1));
        executing(lease);

        finishWork();

        assertThat(statement.cancelled).isZero();
        assertThat(audit.acts()).singleElement().satisfies(act -> {
            assertThat(act.result()).isEqualTo(Result.REFUSED);
            assertThat(act.detail()).isEqualTo("its state has changed");
        });
    }

    @Test
    void statementThatIsOverWhenItsTurnComesIsNotCancelledNorTheConnectionClosed() {
        Lease lease = executing(certain());
        pass(AFTER);
        reclaimer.act();
        leases.registry.executions().ended(lease, null);

        finishWork();

        assertThat(statement.cancelled).isZero();
        assertThat(lease.isOpen()).isTrue();
        assertThat(held.reclaimed).isEmpty();
    }

    @Test
    void nothingElseIsDoneToALeaseWhileItsStatementIsBeingCancelled() {
        Lease lease = executing(certain());
        pass(AFTER);
        statement.whenCancelled = () -> {
            leases.registry.executions().ended(lease, null);
            List<Reclaim> asked = reclaimer.reclaim(List.of(lease), EVERYTHING, "asked for", "ada", false);
            assertThat(asked).extracting(Reclaim::detail).containsExactly("another step is in progress");
        };

        act();

        assertThat(statement.cancelled).isEqualTo(1);
        assertThat(lease.isOpen()).isTrue();
        assertThat(later).isEmpty();
    }

    @Test
    void dryRunSaysWhichStepItWouldTakeAndTakesNone() {
        Reclaimer dry = reclaimer(ReclaimMode.DRY_RUN, 10, EVERYTHING);
        Lease lease = executing(certain());
        pass(AFTER);
        dry.act();
        leases.registry.executions().ended(lease, null);
        held.enlisted = Enlistment.YES;
        pass(AFTER);
        dry.act();
        held.enlisted = Enlistment.NO;
        dry.act();
        dry.act();

        assertThat(later).isEmpty();
        assertThat(results()).containsExactly(Result.WOULD_RECLAIM, Result.WOULD_ROLL_BACK, Result.WOULD_CANCEL);
        assertThat(audit.acts()).allMatch(Reclaim::isDryRun);
        assertThat(statement.cancelled).isZero();
        assertThat(lease.isOpen()).isTrue();
    }

    @Test
    void everyStepCountsForTheCap() {
        Reclaimer careful = reclaimer(ReclaimMode.ON, 1, EVERYTHING);
        Lease lease = executing(certain());
        executing(certain());
        pass(AFTER);

        careful.act();
        finishWork();
        assertThat(statement.cancelled).isEqualTo(1);
        leases.registry.executions().ended(lease, null);
        pass(Duration.ofMinutes(1));
        careful.act();
        finishWork();

        assertThat(audit.acts()).hasSize(2);
    }

    @Test
    void cancelThatFailsIsAuditedWithoutWhatTheDriverSaidAndTheLeaseIsStillItsBorrowers() {
        statement.failure = new SQLException("secret", "57014");
        Lease lease = executing(certain());
        pass(AFTER);

        act();

        assertThat(audit.acts()).singleElement().satisfies(act -> {
            assertThat(act.result()).isEqualTo(Result.FAILED);
            assertThat(act.detail()).isEqualTo("could not cancel the statement: java.sql.SQLException, SQLState 57014");
        });
        assertThat(lease.isOpen()).isTrue();
        assertThat(leases.registry.returning(lease)).isTrue();
    }

    @Test
    void transactionIsMarkedAndItsConnectionNotClosedBeforeThatIsOver() {
        held.enlisted = Enlistment.YES;
        Lease lease = certain();
        pass(AFTER);

        act();
        pass(AFTER);
        act();
        act();
        assertThat(held.enlisted).isEqualTo(Enlistment.ROLLBACK_ONLY);
        assertThat(lease.isOpen()).isTrue();
        assertThat(held.reclaimed).isEmpty();
        held.enlisted = Enlistment.NO;
        act();

        assertThat(lease.outcome()).isEqualTo(Outcome.RECLAIMED);
        assertThat(results()).containsExactly(Result.RECLAIMED, Result.REFUSED, Result.ROLLBACK_ONLY);
    }

    @Test
    void transactionThatIsOverWhenItsTurnComesIsNotMarkedNorTheConnectionClosedAtThatMoment() {
        held.enlisted = Enlistment.YES;
        Lease lease = certain();
        pass(AFTER);
        reclaimer.act();
        held.enlisted = Enlistment.NO;

        finishWork();

        assertThat(lease.isOpen()).isTrue();
        assertThat(results()).containsExactly(Result.REFUSED);
        act();
        assertThat(lease.outcome()).isEqualTo(Outcome.RECLAIMED);
    }

    @Test
    void statementInATransactionIsNotCancelledUnlessTheTransactionMayBeMarkedToo() {
        held.enlisted = Enlistment.YES;
        Lease lease = executing(certain());

        List<Reclaim> asked = reclaimer.reclaim(List.of(lease), CANCELS, "asked for", "ada", false);

        assertThat(asked).extracting(Reclaim::detail).containsExactly("its connection is in an active transaction");
        reclaimer.reclaim(List.of(lease), EVERYTHING, "asked for", "ada", false);
        finishWork();
        assertThat(statement.cancelled).isEqualTo(1);
    }

    @Test
    void statementThatNobodyKnowsCannotBeCancelled() {
        Lease lease = certain();
        leases.registry.executions().started(lease, "select 1");

        List<Reclaim> asked = reclaimer.reclaim(List.of(lease), EVERYTHING, "asked for", "ada", false);

        assertThat(asked).extracting(Reclaim::detail).containsExactly("the statement that it executes is unknown");
    }

    @Test
    void eachStepHasItsLineWithWhoWantedIt() {
        Lease lease = executing(certain());
        try (RecordedLog log = RecordedLog.of(ReclaimAudit.class)) {
            reclaimer.reclaim(List.of(lease), EVERYTHING, "asked for", "ada", false);
            finishWork();
            leases.registry.executions().ended(lease, null);
            held.enlisted = Enlistment.YES;
            reclaimer.reclaim(List.of(lease), EVERYTHING, "asked for", "ada", false);
            finishWork();

            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARNING"))
                    .allSatisfy(line -> assertThat(line).contains("ada", "ReclaimLadderTest.java"))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("LSW3107W: Cancelled the statement"),
                            line -> assertThat(line).contains("LSW3108W: Marked the transaction"));
        }
    }

    @Test
    void statementThatBeganAfterTheDecisionIsNeverCancelledHoweverTheTwoRace() throws Exception {
        Lease lease = certain();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        Thread borrower = new Thread(() -> {
            while (!enough.get()) {
                int number = begun.incrementAndGet();
                FakeStatement next = new FakeStatement();
                next.whenCancelled = () -> cancelled.set(number);
                leases.ticker.advance(Duration.ofNanos(1));
                leases.registry.executions().started(lease, "select 1", next.statement());
                Thread.yield();
                leases.ticker.advance(Duration.ofNanos(1));
                leases.registry.executions().ended(lease, null);
            }
        });
        borrower.start();
        while (begun.get() == 0) {
            Thread.onSpinWait();
        }

        int hits = 0;
        for (int i = 0; i < 20_000; i++) {
            cancelled.set(0);
            ReclaimPlan plan = CANCELS.plan(lease);
            int latest = begun.get();
            Handle handle = Objects.requireNonNull(lease.handle());
            if (plan.step() == ReclaimStep.CANCEL && handle.cancel(plan.sinceNanos())) {
                assertThat(cancelled.get()).isBetween(1, latest);
                hits++;
            }
        }
        enough.set(true);
        borrower.join();

        assertThat(hits).isPositive();
        assertThat(lease.isOpen()).isTrue();
    }

    private Lease certain() {
        Lease lease = leases.take("jdbc/app");
        leases.registry.hold(lease, held);
        ledger.leaked(new Leak.Outlived(lease, clock.instant(), UnitOfWork.REQUEST));
        return lease;
    }

    private Lease executing(Lease lease) {
        leases.registry.executions().started(lease, "select 1", statement.statement());
        return lease;
    }

    private void act() {
        reclaimer.act();
        finishWork();
    }

    private void finishWork() {
        List<Runnable> now = new ArrayList<>(later);
        later.clear();
        now.forEach(Runnable::run);
    }

    private void pass(Duration time) {
        clock.advance(time);
        leases.ticker.advance(time);
    }

    private List<Result> results() {
        return audit.acts().stream().map(Reclaim::result).toList();
    }

    private Reclaimer reclaimer(ReclaimMode mode, int mostPerMinute, ReclaimRules rules) {
        return new Reclaimer(
                leases.registry,
                ledger,
                audit,
                clock,
                later::add,
                new ReclaimSettings(mode, AFTER, mostPerMinute, false, rules));
    }
}
