package io.leasewatch.monitor.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Enlistment;
import io.leasewatch.core.work.Operation;
import io.leasewatch.core.work.UnitOfWork;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.leak.FakeHeld;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.reclaim.Reclaim.Result;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReclaimerTest {

    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final ReclaimRules NOTHING_MORE = new ReclaimRules(false, false);

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final LeakLedger ledger = new LeakLedger(10);
    private final ReclaimAudit audit = new ReclaimAudit();
    private final FakeHeld held = new FakeHeld();
    private final Reclaimer reclaimer = reclaimer(ReclaimMode.ON, 10, false);

    @Test
    void leakIsReclaimedOnceItsGraceIsOver() {
        Lease lease = certain();

        reclaimer.act();
        pass(AFTER.minusNanos(1));
        reclaimer.act();
        assertThat(audit.acts()).isEmpty();
        pass(Duration.ofNanos(1));
        reclaimer.act();
        reclaimer.act();

        assertThat(lease.outcome()).isEqualTo(Outcome.RECLAIMED);
        assertThat(held.reclaimed)
                .singleElement()
                .asString()
                .contains("ReclaimerTest.java", "policy", "request was over");
        assertThat(audit.acts()).singleElement().satisfies(act -> {
            assertThat(act.result()).isEqualTo(Result.RECLAIMED);
            assertThat(act.by()).isEqualTo("policy");
            assertThat(act.reason()).isEqualTo("left open when the request was over");
        });
    }

    @Test
    void leakThatIsStillUsedHasItsGraceAnew() {
        Lease lease = certain();
        pass(AFTER.minusSeconds(1));
        leases.registry.executions().started(lease, "select 1");
        leases.registry.executions().ended(lease, null);
        pass(AFTER.minusSeconds(1));

        reclaimer.act();
        assertThat(lease.isOpen()).isTrue();
        pass(Duration.ofSeconds(1));
        reclaimer.act();

        assertThat(lease.isOpen()).isFalse();
    }

    @Test
    void dryRunSaysOnceWhatItWouldDoAndDoesNothing() {
        Reclaimer dry = reclaimer(ReclaimMode.DRY_RUN, 10, false);
        Lease lease = certain();
        pass(AFTER);

        dry.act();
        dry.act();

        assertThat(audit.acts()).extracting(Reclaim::result).containsExactly(Result.WOULD_RECLAIM);
        assertThat(lease.isOpen()).isTrue();
        assertThat(held.reclaimed).isEmpty();
    }

    @Test
    void whatADryRunSaidIsDoneWhenItIsNoneAnyMore() {
        Reclaimer dry = reclaimer(ReclaimMode.DRY_RUN, 10, false);
        Lease lease = certain();
        pass(AFTER);
        dry.act();

        dry.apply(new ReclaimSettings(ReclaimMode.ON, AFTER, 10, false, NOTHING_MORE));
        dry.act();

        assertThat(lease.outcome()).isEqualTo(Outcome.RECLAIMED);
    }

    @Test
    void nothingIsDoneOrSaidWhileItIsOff() {
        Reclaimer off = reclaimer(ReclaimMode.OFF, 10, false);
        Lease lease = certain();
        pass(AFTER);

        off.act();

        assertThat(lease.isOpen()).isTrue();
        assertThat(audit.acts()).isEmpty();
    }

    @Test
    void suspicionIsReclaimedOnlyIfThatIsWanted() {
        Lease lease = held(leases.take("jdbc/app"));
        ledger.leaked(new Leak.Overdue(lease, clock.instant(), AFTER, AFTER));
        pass(AFTER);

        reclaimer.act();
        assertThat(lease.isOpen()).isTrue();
        reclaimer(ReclaimMode.ON, 10, true).act();

        assertThat(lease.outcome()).isEqualTo(Outcome.RECLAIMED);
    }

    @Test
    void leaseThatExecutesAStatementIsNeverReclaimed() {
        Lease lease = certain();
        leases.registry.executions().started(lease, "select 1");
        pass(AFTER);

        reclaimer.act();
        List<Reclaim> asked = reclaimer.reclaim(List.of(lease), NOTHING_MORE, "asked for", "ada", false);

        assertThat(lease.isOpen()).isTrue();
        assertThat(asked).singleElement().satisfies(act -> {
            assertThat(act.result()).isEqualTo(Result.REFUSED);
            assertThat(act.detail()).isEqualTo("it executes a statement");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Enlistment.class,
            names = {"YES", "ROLLBACK_ONLY", "UNKNOWN"})
    void leaseThatIsOrMayBeInATransactionIsNeverReclaimedAndThatIsSaidOnce(Enlistment enlisted) {
        held.enlisted = enlisted;
        Lease lease = certain();
        pass(AFTER);

        reclaimer.act();
        reclaimer.act();

        assertThat(lease.isOpen()).isTrue();
        assertThat(held.reclaimed).isEmpty();
        assertThat(audit.acts()).singleElement().satisfies(act -> {
            assertThat(act.result()).isEqualTo(Result.REFUSED);
            assertThat(act.detail()).contains("transaction");
        });
    }

    @Test
    void leaseWhoseConnectionNobodyKnowsIsNotReclaimed() {
        Lease lease = leases.take("jdbc/app");

        List<Reclaim> asked = reclaimer.reclaim(List.of(lease), NOTHING_MORE, "asked for", "ada", false);

        assertThat(asked.get(0).detail()).isEqualTo("its connection is unknown");
        assertThat(lease.isOpen()).isTrue();
    }

    @Test
    void noMoreAreReclaimedInAMinuteThanAllowed() {
        Reclaimer careful = reclaimer(ReclaimMode.ON, 2, false);
        List<Lease> all = List.of(certain(), certain(), certain());
        pass(AFTER);

        careful.act();
        assertThat(all).filteredOn(Lease::isOpen).hasSize(1);
        pass(Duration.ofMinutes(1));
        careful.act();

        assertThat(all).filteredOn(Lease::isOpen).isEmpty();
    }

    @Test
    void adminIsNamedAndBoundNeitherByGraceNorByCap() {
        Reclaimer off = reclaimer(ReclaimMode.OFF, 1, false);
        List<Lease> all = List.of(certain(), certain());

        try (RecordedLog log = RecordedLog.of(ReclaimAudit.class)) {
            off.reclaim(all, NOTHING_MORE, "emergency-reset", "ada", false);

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("LSW3104W"))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains("ada", "emergency-reset", "ReclaimerTest.java"));
        }
        assertThat(all).extracting(Lease::outcome).containsOnly(Outcome.RECLAIMED);
    }

    @Test
    void borrowerWhoIsGivingBackAlreadyIsNotReclaimed() {
        Lease lease = certain();
        leases.registry.returning(lease);

        Reclaim act = reclaimer
                .reclaim(List.of(lease), NOTHING_MORE, "asked for", "ada", false)
                .get(0);

        assertThat(act(act).result()).isEqualTo(Result.ENDED_BEFORE);
        assertThat(held.reclaimed).isEmpty();
        assertThat(lease.isOpen()).isTrue();
    }

    @Test
    void connectionThatCannotBeClosedIsAuditedWithoutWhatTheDriverSaid() {
        held.failure = new SQLException("secret", "58000");
        Lease lease = certain();

        Reclaim act = reclaimer
                .reclaim(List.of(lease), NOTHING_MORE, "asked for", "ada", false)
                .get(0);

        assertThat(act(act).result()).isEqualTo(Result.FAILED);
        assertThat(act(act).detail())
                .isEqualTo("could not close the connection: java.sql.SQLException, SQLState 58000");
    }

    @Test
    void workerThatIsTooBusyLeavesTheLeaseForTheNextTime() {
        List<Runnable> later = new ArrayList<>();
        boolean[] busy = {true};
        Reclaimer busyOnce = new Reclaimer(
                leases.registry,
                ledger,
                audit,
                clock,
                work -> {
                    if (busy[0]) {
                        throw new RejectedExecutionException();
                    }
                    later.add(work);
                },
                new ReclaimSettings(ReclaimMode.ON, AFTER, 10, false, NOTHING_MORE));
        Lease lease = certain();
        pass(AFTER);

        busyOnce.act();
        assertThat(lease.isOpen()).isTrue();
        busy[0] = false;
        busyOnce.act();
        later.forEach(Runnable::run);

        assertThat(lease.outcome()).isEqualTo(Outcome.RECLAIMED);
    }

    @Test
    void leaseThatEndsBeforeItsTurnIsLeftAlone() {
        List<Runnable> later = new ArrayList<>();
        Reclaimer slow = new Reclaimer(leases.registry, ledger, audit, clock, later::add, ReclaimSettings.DEFAULT);
        Lease lease = certain();

        Reclaim act = slow.reclaim(List.of(lease), NOTHING_MORE, "asked for", "ada", false)
                .get(0);
        leases.giveBack(lease);
        later.forEach(Runnable::run);

        assertThat(act.result()).isEqualTo(Result.CLOSING);
        assertThat(act(act).result()).isEqualTo(Result.ENDED_BEFORE);
        assertThat(lease.outcome()).isEqualTo(Outcome.RETURNED);
    }

    @Test
    void idleLeasesAreThoseThatNobodyUsedNorHoldsRightly() {
        Lease idle = held(leases.take("jdbc/app"));
        held(leases.take("jdbc/app", Borrower.of(new Operation("app", "listen", null, "listens"), "", null)));
        Lease used = held(leases.take("jdbc/app"));
        pass(AFTER);
        leases.registry.executions().started(used, "select 1");
        leases.registry.executions().ended(used, null);

        assertThat(reclaimer.idleFor(AFTER)).containsExactly(idle);
        assertThat(reclaimer.idleFor(AFTER.plusNanos(1))).isEmpty();
    }

    private Lease certain() {
        Lease lease = held(leases.take("jdbc/app"));
        ledger.leaked(new Leak.Outlived(lease, clock.instant(), UnitOfWork.REQUEST));
        return lease;
    }

    private Lease held(Lease lease) {
        leases.registry.hold(lease, held);
        return lease;
    }

    private void pass(Duration time) {
        clock.advance(time);
        leases.ticker.advance(time);
    }

    private Reclaim act(Reclaim act) {
        Reclaim known = audit.act(act.id());
        return known == null ? act : known;
    }

    private Reclaimer reclaimer(ReclaimMode mode, int mostPerMinute, boolean overdue) {
        return new Reclaimer(
                leases.registry,
                ledger,
                audit,
                clock,
                Runnable::run,
                new ReclaimSettings(mode, AFTER, mostPerMinute, overdue, NOTHING_MORE));
    }
}
