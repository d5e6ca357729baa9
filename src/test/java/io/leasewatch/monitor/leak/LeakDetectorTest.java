package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.core.work.UnitOfWork;
import io.leasewatch.docs.RecordedLog;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakDetectorTest {

    private static final Duration THRESHOLD = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final RecordingLeakListener heard = new RecordingLeakListener();
    private final LeakDetector detector = detector(heard);

    @Test
    void leaseHeldPastItsLimitIsReportedOnceHoweverOftenWeLook() {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(THRESHOLD.plusNanos(1));

        detector.sweep();
        detector.sweep();

        assertThat(heard.leaked)
                .containsExactly(new Leak.Overdue(lease, clock.instant(), THRESHOLD.plusNanos(1), THRESHOLD));
    }

    @Test
    void leakThatAnEarlierMonitorFoundIsOneForTheNextMonitorToo() {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(THRESHOLD.plusNanos(1));
        detector.sweep();
        RecordingLeakListener hearsLater = new RecordingLeakListener();
        LeakDetector next = detector(hearsLater);

        next.sweep();
        next.sweep();

        assertThat(hearsLater.leaked).extracting(Leak::lease).containsExactly(lease);
    }

    @Test
    void leakThatIsCertainBeforeTheFirstSweepIsReportedOnce() {
        Lease lease = leases.take("jdbc/app");
        leases.registry.takeBack(lease, true);
        leases.ticker.advance(MOMENT);

        detector.check();
        detector.sweep();

        assertThat(heard.leaked).extracting(Leak::lease).containsExactly(lease);
    }

    @Test
    void leaseHeldForExactlyItsLimitIsNoLeak() {
        leases.take("jdbc/app");
        leases.ticker.advance(THRESHOLD);

        detector.sweep();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void leaseGivenBackInTimeIsNoLeak() {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(THRESHOLD);
        leases.giveBack(lease);
        leases.ticker.advance(THRESHOLD);

        detector.sweep();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void leaseThatOutlivesItsRequestIsALeakAMomentAfterThatHasEnded() {
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        leases.registry.ownership().ended(request);

        detector.check();
        assertThat(heard.leaked).isEmpty();
        leases.ticker.advance(MOMENT);
        detector.check();
        detector.check();

        assertThat(heard.leaked).containsExactly(new Leak.Outlived(lease, clock.instant(), UnitOfWork.REQUEST));
        assertThat(lease.isOpen()).isTrue();
    }

    @Test
    void leaseThatIsGivenBackAMomentAfterItsRequestIsNoLeak() {
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        leases.registry.ownership().ended(request);
        leases.giveBack(lease);
        leases.ticker.advance(MOMENT);

        detector.check();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void leaseThatAnInnerPieceOfWorkLeavesOpenIsJudgedByTheRequestAroundIt() {
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease work = leases.declare(Borrower.UNKNOWN);
        Scope inner = new Scope(Borrower.UNKNOWN, work, request);
        Lease lease = takeIn(inner);
        leases.giveBack(work);
        leases.registry.ownership().ended(inner);
        leases.ticker.advance(MOMENT);

        detector.check();
        assertThat(heard.leaked).isEmpty();

        leases.registry.ownership().ended(request);
        leases.ticker.advance(MOMENT);
        detector.check();
        assertThat(heard.leaked).containsExactly(new Leak.Outlived(lease, clock.instant(), UnitOfWork.REQUEST));
    }

    @Test
    void leaseThatOutlivesAPieceOfWorkOutsideAnyRequestIsALeakOfThat() {
        Lease work = leases.declare(Borrower.UNKNOWN);
        Scope operation = new Scope(Borrower.UNKNOWN, work, null);
        Lease lease = takeIn(operation);
        leases.giveBack(work);
        leases.registry.ownership().ended(operation);
        leases.ticker.advance(MOMENT);

        detector.check();

        assertThat(heard.leaked).containsExactly(new Leak.Outlived(lease, clock.instant(), UnitOfWork.OPERATION));
    }

    @Test
    void insideATransactionItsEndDecides() {
        List<Runnable> afterwards = new ArrayList<>();
        leases.registry.ownership().setTransactions(work -> afterwards.add(work));
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        leases.registry.ownership().ended(request);
        leases.ticker.advance(MOMENT);

        detector.check();
        assertThat(heard.leaked).isEmpty();

        afterwards.forEach(Runnable::run);
        leases.ticker.advance(MOMENT);
        detector.check();
        assertThat(heard.leaked).containsExactly(new Leak.Outlived(lease, clock.instant(), UnitOfWork.TRANSACTION));
    }

    @Test
    void leaseThatMayBeHeldForLongMayOutliveItsRequest() {
        Operation listening = new Operation("shop", "listen", null, "waits for notifications");
        Scope request = new Scope(Borrower.named("r", listening, ""));
        takeIn(request);
        leases.registry.ownership().ended(request);
        leases.ticker.advance(MOMENT);

        detector.check();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void leaseThatMayOutliveItsRequestIsOverdueAllTheSame() {
        Operation listening = new Operation("shop", "listen", Duration.ofMinutes(1), "waits for notifications");
        Scope request = new Scope(Borrower.named("r", listening, ""));
        takeIn(request);
        leases.registry.ownership().ended(request);
        leases.ticker.advance(Duration.ofMinutes(1).plusNanos(1));

        detector.sweep();

        assertThat(heard.leaked).extracting(Leak::kind).containsExactly("overdue");
    }

    @Test
    void leaseThatAnotherThreadUsesMayOutliveItsRequest() throws InterruptedException {
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        onAThread(() -> leases.registry.executions().started(lease, "select 1"));
        leases.registry.ownership().ended(request);
        leases.ticker.advance(MOMENT);

        detector.check();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void leaseThatMayOutliveItsWorkIsSuspectedByItsAgeAfterTheServerTookItBackToo() {
        capture(CaptureMode.OFF);
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        leases.registry.takeBack(lease, false);
        leases.registry.ownership().ended(request);
        leases.ticker.advance(MOMENT);
        detector.sweep();
        assertThat(heard.leaked).isEmpty();

        leases.ticker.advance(THRESHOLD);
        detector.sweep();
        detector.check();

        assertThat(heard.leaked).extracting(Leak::kind).containsExactly("overdue");
        assertThat(heard.leaked.get(0).ending()).isEqualTo(Ending.CLOSED_BY_CONTAINER);
    }

    @Test
    void leakEndsWhenTheServerDestroysItsConnection() throws InterruptedException {
        FakeHeld held = new FakeHeld();
        onAThread(() -> leases.registry.hold(leases.take("jdbc/app"), held));
        detector.check();
        detector.check();
        assertThat(heard.leaked).extracting(Leak::kind).containsExactly("thread_ended");

        held.takenBack = true;
        detector.check();

        assertThat(heard.ended).hasSize(1);
        assertThat(heard.leaked.get(0).ending()).isEqualTo(Ending.CLOSED_BY_CONTAINER);
        Reference.reachabilityFence(held);
    }

    @Test
    void leaseWhoseHandleKnowsThatTheServerTookItBackIsALeakThatIsOver() {
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        FakeHeld held = new FakeHeld();
        held.takenBack = true;
        leases.registry.hold(lease, held);
        leases.registry.ownership().ended(request);
        leases.ticker.advance(MOMENT);

        detector.check();

        assertThat(heard.leaked.get(0).ending()).isEqualTo(Ending.CLOSED_BY_CONTAINER);
        assertThat(heard.ended).hasSize(1);
        Reference.reachabilityFence(held);
    }

    @Test
    void leaseOfAThreadThatEndedIsALeakWhenThatWasSeenTwice() throws InterruptedException {
        Lease[] taken = new Lease[1];
        onAThread(() -> taken[0] = leases.take("jdbc/app"));

        detector.check();
        assertThat(heard.leaked).isEmpty();
        detector.check();
        detector.check();

        assertThat(heard.leaked).containsExactly(new Leak.ThreadEnded(taken[0], clock.instant()));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void threadOfAnExecutorMayEndBeforeTheWorkThatItBegan(ThreadFactory factory) throws InterruptedException {
        ExecutorService executor = Executors.newSingleThreadExecutor(factory);
        executor.execute(() -> leases.take("jdbc/app"));
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        detector.check();
        detector.check();
        assertThat(heard.leaked).isEmpty();

        leases.ticker.advance(THRESHOLD.plusNanos(1));
        detector.sweep();
        assertThat(heard.leaked).extracting(Leak::kind).containsExactly("overdue");
    }

    /** Factories of an application may put code of their own around what the executor runs. */
    static Stream<ThreadFactory> factories() {
        return Stream.of(Executors.defaultThreadFactory(), work -> new Thread(() -> work.run()), OwnThread::new);
    }

    private static final class OwnThread extends Thread {

        OwnThread(Runnable work) {
            super(work);
        }

        @Override
        public void run() {
            super.run();
        }
    }

    @Test
    void requestMayReturnWhatAThreadTookThatItStarted() throws InterruptedException {
        Scope request = new Scope(Borrower.UNKNOWN);
        Scope before = ThreadContext.current().enter(request);
        Lease[] taken = new Lease[1];
        onAThread(() -> taken[0] = leases.take("jdbc/app"));
        ThreadContext.current().enter(before);

        detector.check();
        detector.check();
        assertThat(heard.leaked).isEmpty();

        leases.registry.ownership().ended(request);
        detector.check();
        detector.check();
        assertThat(heard.leaked).containsExactly(new Leak.ThreadEnded(taken[0], clock.instant()));
    }

    @Test
    void leaseThatWasHandedToAnotherThreadIsThatOnes() throws InterruptedException {
        Lease[] taken = new Lease[1];
        onAThread(() -> taken[0] = leases.take("jdbc/app"));
        leases.registry.executions().started(taken[0], "select 1");

        detector.check();
        detector.check();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void leaseWhoseHandleNobodyCanReachIsALeakForSure() {
        Lease lease = leases.take("jdbc/app");
        leases.registry.hold(lease, new Object());
        await().until(() -> {
            System.gc();
            return Objects.requireNonNull(lease.handle()).isLost();
        });

        detector.check();
        detector.check();

        assertThat(heard.leaked).containsExactly(new Leak.Collected(lease, clock.instant()));
        leases.giveBack(lease);
        assertThat(heard.leaked.get(0).ending()).isEqualTo(Ending.COLLECTED);
    }

    @Test
    void lostHandleOfAPieceOfWorkThatGoesOnIsJudgedByItsEndUnlessThatIsLongInComing() {
        Lease lease = takeIn(new Scope(Borrower.UNKNOWN));
        leases.registry.hold(lease, new Object());
        await().until(() -> {
            System.gc();
            return Objects.requireNonNull(lease.handle()).isLost();
        });

        detector.check();
        assertThat(heard.leaked).isEmpty();

        leases.ticker.advance(THRESHOLD.plusNanos(1));
        detector.check();
        assertThat(heard.leaked).containsExactly(new Leak.Collected(lease, clock.instant()));
    }

    @Test
    void leaseThatExecutesAStatementIsSlowAndNoLeakUnlessAskedOtherwise() {
        Lease lease = leases.take("jdbc/app");
        leases.registry.executions().started(lease, "select 1");
        leases.ticker.advance(THRESHOLD.plusNanos(1));

        detector.sweep();
        assertThat(heard.leaked).isEmpty();

        detector.apply(new LeakSettings(THRESHOLD, true, Duration.ofSeconds(10), 1000));
        detector.sweep();
        assertThat(heard.leaked).hasSize(1);
    }

    @Test
    void leaseOfWhichNobodyKnowsWhoKeepsItIsSuspectedByItsAgeAlone() {
        capture(CaptureMode.OFF);
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        leases.registry.ownership().ended(request);
        leases.ticker.advance(MOMENT);
        detector.check();
        assertThat(heard.leaked).isEmpty();

        leases.ticker.advance(THRESHOLD);
        detector.sweep();

        assertThat(heard.leaked).extracting(Leak::kind).containsExactly("overdue");
        assertThat(lease.isOpen()).isTrue();
    }

    @Test
    void leaseOfWhichNobodyKnowsWhoKeepsItIsALeakIfItsOwnThreadEnded() throws InterruptedException {
        capture(CaptureMode.OFF);
        onAThread(() -> leases.take("jdbc/app"));

        detector.check();
        detector.check();

        assertThat(heard.leaked).extracting(Leak::kind).containsExactly("thread_ended");
    }

    @Test
    void threadOfTheServerMayEndWhileASessionKeepsWhatItTook() throws InterruptedException {
        capture(CaptureMode.OFF);
        Thread serverThread = new Thread(() -> leases.take("jdbc/app"), "Default Executor-thread-7");
        serverThread.start();
        serverThread.join();

        detector.check();
        detector.check();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void leaseOfWhichNobodyKnowsWhoKeepsItIsALeakWhenNobodyCanReachIt() {
        capture(CaptureMode.OFF);
        Lease lease = leases.take("jdbc/app");
        leases.registry.hold(lease, new Object());
        await().until(() -> {
            System.gc();
            return Objects.requireNonNull(lease.handle()).isLost();
        });

        detector.check();

        assertThat(heard.leaked).containsExactly(new Leak.Collected(lease, clock.instant()));
    }

    @Test
    void leaseThatIsIdleInATransactionWhenItOutlivesItsRequestSaysSoForEver() {
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        FakeHeld held = new FakeHeld();
        leases.registry.hold(lease, held);
        leases.registry.executions().autoCommits(lease, false);
        leases.registry.executions().started(lease, "update book set stock = 0");
        leases.registry.executions().ended(lease, null);
        leases.registry.ownership().ended(request);
        leases.registry.takeBack(lease, true);
        leases.ticker.advance(MOMENT);

        detector.check();

        assertThat(lease.isOpen()).isFalse();
        assertThat(lease.wasIdleInTransaction()).isTrue();
        Reference.reachabilityFence(held);
    }

    private void capture(CaptureMode mode) {
        leases.registry.apply(new LeaseSettings(true, mode, 10, PackageRules.NONE));
    }

    private Lease takeIn(Scope scope) {
        @Nullable Scope before = ThreadContext.current().enter(scope);
        try {
            return leases.take("jdbc/app");
        } finally {
            ThreadContext.current().enter(before);
        }
    }

    private static void onAThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }

    @Test
    void leaseWhoseHandleTheServerClosedIsALeakThatIsOverAtOnce() {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(Duration.ofMillis(20));
        leases.registry.takeBack(lease, true);
        leases.ticker.advance(Duration.ofSeconds(1));

        detector.sweep();
        detector.sweep();

        assertThat(heard.leaked).containsExactly(new Leak.Outlived(lease, clock.instant(), UnitOfWork.REQUEST));
        assertThat(heard.ended).hasSize(1);
        assertThat(heard.leaked.get(0).ending()).isEqualTo(Ending.CLOSED_BY_CONTAINER);
        assertThat(lease.heldNanosAt(0)).isEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void leaseThatWasTakenBackFromAnOpenHandleIsALeakIfNobodyClosesItSoon() {
        Lease lease = leases.take("jdbc/app");
        leases.registry.takeBack(lease, false);

        leases.ticker.advance(Duration.ofSeconds(5).minusNanos(1));
        detector.sweep();
        assertThat(heard.leaked).isEmpty();

        leases.ticker.advance(Duration.ofNanos(1));
        detector.sweep();
        assertThat(heard.leaked).containsExactly(new Leak.Outlived(lease, clock.instant(), UnitOfWork.REQUEST));
        assertThat(lease.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leaseThatWasTakenBackWhileItsRequestGoesOnIsNoLeakUntilThatIsOver(boolean handleClosed) {
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        leases.registry.takeBack(lease, handleClosed);

        leases.ticker.advance(Duration.ofSeconds(20));
        detector.sweep();
        assertThat(heard.leaked).isEmpty();

        leases.registry.ownership().ended(request);
        leases.ticker.advance(MOMENT);
        detector.sweep();
        assertThat(heard.leaked).containsExactly(new Leak.Outlived(lease, clock.instant(), UnitOfWork.REQUEST));
        assertThat(heard.leaked.get(0).ending()).isEqualTo(Ending.CLOSED_BY_CONTAINER);
    }

    @Test
    void leaseThatAnHttpSessionKeepsIsJudgedByItsAgeAlone() {
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease lease = takeIn(request);
        Object handle = new Object();
        leases.registry.hold(lease, handle);

        leases.registry.ownership().keptBySession(request, kept -> kept == handle);
        leases.registry.ownership().ended(request);
        leases.ticker.advance(MOMENT);
        detector.check();
        assertThat(heard.leaked).isEmpty();

        leases.ticker.advance(THRESHOLD);
        detector.sweep();
        assertThat(heard.leaked).extracting(Leak::kind).containsExactly("overdue");
        Reference.reachabilityFence(handle);
    }

    /** Without the agent, only the handle shows it. */
    @Test
    void connectionWhoseHandleSaysThatTheServerHasItWhileItsOwnerGoesOnIsNotOverdue() {
        Lease lease = takeIn(new Scope(Borrower.UNKNOWN));
        FakeHeld held = new FakeHeld();
        leases.registry.hold(lease, held);
        held.takenBack = true;

        leases.ticker.advance(THRESHOLD.multipliedBy(2));
        detector.sweep();
        assertThat(heard.leaked).isEmpty();
        assertThat(lease.isOpen()).isTrue();

        held.takenBack = false;
        detector.sweep();
        assertThat(heard.leaked).extracting(Leak::kind).containsExactly("overdue");
        Reference.reachabilityFence(held);
    }

    @Test
    void connectionThatTheServerTookBackWhileItsOwnerGoesOnIsNotOverdue() {
        Scope request = new Scope(Borrower.UNKNOWN);
        Lease ofRequest = takeIn(request);
        leases.registry.takeBack(ofRequest, false);
        Scope ended = new Scope(Borrower.UNKNOWN);
        Lease ofSession = takeIn(ended);
        Object handle = new Object();
        leases.registry.hold(ofSession, handle);
        leases.registry.ownership().keptBySession(ended, kept -> kept == handle);
        leases.registry.ownership().ended(ended);
        leases.registry.takeBack(ofSession, false);

        leases.ticker.advance(THRESHOLD.multipliedBy(2));
        detector.sweep();
        assertThat(heard.leaked).isEmpty();

        leases.registry.resume(ofSession);
        detector.sweep();
        assertThat(heard.leaked).extracting(Leak::lease).containsExactly(ofSession);
        Reference.reachabilityFence(handle);
    }

    @Test
    void taskOfARequestWhoseEndIsUnknownOwnsNothing() {
        Lease lease = takeIn(new Scope(Borrower.UNKNOWN).continued());

        assertThat(lease.isOwned()).isFalse();
    }

    @Test
    void leaseThatWasTakenBackAndClosedSoonAfterwardsIsNoLeak() {
        Lease lease = leases.take("jdbc/app");
        leases.registry.takeBack(lease, false);

        leases.giveBack(lease);
        leases.ticker.advance(THRESHOLD);
        detector.sweep();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void overdueLeaseThatTheServerTakesBackIsReportedOnceAndEndsThere() {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(THRESHOLD.plusSeconds(1));
        detector.sweep();
        leases.registry.takeBack(lease, true);

        detector.sweep();

        assertThat(heard.leaked).hasSize(1);
        assertThat(heard.leaked.get(0).kind()).isEqualTo("overdue");
        assertThat(heard.leaked.get(0).ending()).isEqualTo(Ending.CLOSED_BY_CONTAINER);
        assertThat(heard.ended).hasSize(1);
    }

    @Test
    void endOfALeakIsReportedOnceAndByTheNextSweep() {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(THRESHOLD.plusSeconds(1));
        detector.sweep();
        leases.giveBack(lease);

        assertThat(heard.ended).isEmpty();
        detector.sweep();
        detector.sweep();

        assertThat(heard.ended).extracting(Leak::lease).containsExactly(lease);
    }

    @Test
    void leakThatEndsIsNotReportedAsALeakAgain() {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(THRESHOLD.plusSeconds(1));
        detector.sweep();
        leases.giveBack(lease);
        leases.ticker.advance(THRESHOLD);

        detector.sweep();

        assertThat(heard.leaked).hasSize(1);
    }

    @Test
    void shorterThresholdHoldsForLeasesAlreadyOut() {
        leases.take("jdbc/app");
        leases.ticker.advance(Duration.ofSeconds(2));

        detector.apply(new LeakSettings(Duration.ofSeconds(1), false, Duration.ofSeconds(10), 10));
        detector.sweep();

        assertThat(heard.leaked).hasSize(1);
    }

    @Test
    void operationWithALimitOfItsOwnIsMeasuredByThat() {
        leases.take("jdbc/app", worker(Duration.ofMinutes(2), ""));
        leases.ticker.advance(Duration.ofSeconds(119));
        detector.sweep();
        assertThat(heard.leaked).isEmpty();

        leases.ticker.advance(Duration.ofSeconds(2));
        detector.sweep();

        assertThat(heard.leaked).singleElement().extracting(Leak::evidence).isEqualTo("held for more than 2 min");
    }

    @Test
    void operationWithAReasonAndNoLimitMayHoldForEver() {
        leases.take("jdbc/app", worker(null, "listens for notifications"));
        leases.ticker.advance(Duration.ofDays(10_000));

        detector.sweep();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void limitOfMoreYearsThanNanosecondsCanCountMeansForEverAndSparesNobodyElse() {
        leases.take("jdbc/app", worker(Duration.ofDays(365_000), ""));
        Lease other = leases.take("jdbc/app");
        leases.ticker.advance(THRESHOLD.plusSeconds(1));

        detector.sweep();

        assertThat(heard.leaked).extracting(Leak::lease).containsExactly(other);
    }

    @Test
    void thresholdOfMoreYearsThanNanosecondsCanCountMeansForEver() {
        detector.apply(new LeakSettings(Duration.ofDays(365_000), false, Duration.ofSeconds(10), 10));
        leases.take("jdbc/app");
        leases.ticker.advance(Duration.ofDays(10_000));

        detector.sweep();

        assertThat(heard.leaked).isEmpty();
    }

    @Test
    void declaredWorkThatTookNoConnectionIsALeakItself() {
        Lease work = leases.declare(worker(null, ""));
        leases.ticker.advance(THRESHOLD.plusSeconds(1));

        detector.sweep();

        assertThat(heard.leaked).extracting(Leak::lease).containsExactly(work);
    }

    @Test
    void ofWorkAndTheConnectionTakenInItOnlyTheConnectionIsALeak() {
        Borrower borrower = worker(null, "");
        Lease work = leases.declare(borrower);
        Scope before = ThreadContext.current().enter(new Scope(borrower, work, null));
        Lease connection = leases.take("jdbc/app");
        ThreadContext.current().enter(before);
        leases.ticker.advance(THRESHOLD.plusSeconds(1));

        detector.sweep();

        assertThat(heard.leaked).extracting(Leak::lease).containsExactly(connection);
    }

    @Test
    void listenerThatThrowsKeepsNobodyFromHearing() {
        leases.giveBack(overdue());
        LeakDetector detector = detector(new FailingLeakListener(), heard);
        Lease lease = overdue();

        try (RecordedLog log = RecordedLog.of(LeakDetector.class)) {
            detector.sweep();
            leases.giveBack(lease);
            detector.sweep();

            assertThat(heard.leaked).hasSize(1);
            assertThat(heard.ended).hasSize(1);
            assertThat(log.lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith(
                            "WARNING LSW3003W: The leak listener " + FailingLeakListener.class.getName() + " failed"));
        }
    }

    private Lease overdue() {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(THRESHOLD.plusSeconds(1));
        return lease;
    }

    private LeakDetector detector(LeakListener... listeners) {
        return new LeakDetector(
                leases.registry,
                clock,
                new LeakSettings(THRESHOLD, false, Duration.ofSeconds(10), 10),
                List.of(listeners));
    }

    private static Borrower worker(@Nullable Duration limit, String reason) {
        return Borrower.of(new Operation("bookshop", "import", limit, reason), "ada", null);
    }
}
