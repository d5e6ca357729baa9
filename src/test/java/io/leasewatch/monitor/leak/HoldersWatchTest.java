package io.leasewatch.monitor.leak;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.leak.HoldersSnapshot.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HoldersWatchTest {

    private static final Duration AFTER = HoldersSettings.DEFAULT.after();
    private static final String POOL = "jdbc/app";

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final HoldersWatch watch = new HoldersWatch(leases.registry, clock, HoldersSettings.DEFAULT);

    @Test
    void threadsThatHaveWaitedForLongEnoughHaveUsLookOnce() {
        leases.take(POOL);
        waiting(2);
        assertThat(watch.snapshots()).isEmpty();

        leases.ticker.advance(AFTER);
        waiting(2);
        leases.ticker.advance(HoldersWatch.REST);
        waiting(2);

        assertThat(watch.snapshots()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.reason()).isEqualTo(Reason.WAITERS);
            assertThat(snapshot.takenAt()).isEqualTo(clock.instant());
            assertThat(snapshot.reading().waiting()).isEqualTo(2);
        });
    }

    @Test
    void threadsThatAreServedAndOthersThatWaitAfterThemHaveNotWaitedForLong() {
        leases.take(POOL);
        waiting(1);
        waiting(0);
        leases.ticker.advance(AFTER);

        waiting(1);

        assertThat(watch.snapshots()).isEmpty();
    }

    @Test
    void acquisitionThatTimesOutHasUsLookAtOnceAndAgainAfterARest() {
        Lease held = leases.take(POOL);
        waiting(0);

        held.pool().timedOut();
        assertThat(watch.isDue()).isTrue();
        waiting(0);
        assertThat(watch.isDue()).isFalse();
        held.pool().timedOut();
        waiting(0);
        assertThat(watch.snapshots()).hasSize(1);

        leases.ticker.advance(HoldersWatch.REST);
        held.pool().timedOut();
        waiting(0);
        assertThat(watch.snapshots())
                .hasSize(2)
                .allSatisfy(snapshot -> assertThat(snapshot.reason()).isEqualTo(Reason.TIMEOUT));
    }

    @Test
    void timeoutsThatAnEarlierMonitorSawAreOver() {
        leases.take(POOL).pool().timedOut();

        assertThat(watch.isDue()).isFalse();
        waiting(0);

        assertThat(watch.snapshots()).isEmpty();
    }

    @Test
    void holderIsSeenWithItsLineBorrowerActivityThreadAndStack() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Lease> taken = new CompletableFuture<>();
        Thread thread = new Thread(() -> holdUntil(end, taken), "holder-1");
        thread.start();
        Lease lease = taken.join();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        leases.ticker.advance(Duration.ofSeconds(42));

        timeOut(lease);
        end.countDown();
        thread.join();

        assertThat(watch.snapshots().get(0).holdings()).singleElement().satisfies(holding -> {
            assertThat(holding.lease()).isSameAs(lease);
            assertThat(holding.age()).isEqualTo(Duration.ofSeconds(42));
            assertThat(holding.activity()).isEqualTo("executing");
            assertThat(holding.activityAge()).isEqualTo(Duration.ofSeconds(42));
            assertThat(holding.lastSql()).isEqualTo("select a from b where c = ?");
            assertThat(holding.threadState()).isEqualTo("waiting");
            assertThat(holding.stack())
                    .extracting(StackTraceElement::getMethodName)
                    .contains("holdUntil");
        });
    }

    @Test
    void holderWhoseThreadHasEndedSaysSo() throws Exception {
        CompletableFuture<Lease> taken = new CompletableFuture<>();
        Thread thread = new Thread(() -> taken.complete(leases.take(POOL)));
        thread.start();
        thread.join();

        timeOut(taken.join());

        assertThat(watch.snapshots().get(0).holdings()).singleElement().satisfies(holding -> {
            assertThat(holding.threadState()).isEqualTo("ended");
            assertThat(holding.stack()).isEmpty();
        });
    }

    @Test
    void onlyTheOldestHoldersAreLookedAtAndStacksAreCutOff() {
        Lease oldest = deep(200);
        for (int i = 0; i < HoldersSnapshot.MOST; i++) {
            leases.take(POOL);
        }

        atDepth(200, () -> timeOut(oldest));

        HoldersSnapshot snapshot = watch.snapshots().get(0);
        assertThat(snapshot.count()).isEqualTo(HoldersSnapshot.MOST + 1);
        assertThat(snapshot.holdings()).hasSize(HoldersSnapshot.MOST);
        assertThat(snapshot.holdings().get(0).lease()).isSameAs(oldest);
        assertThat(snapshot.holdings().get(0).stack()).hasSize(HolderThreads.MOST_FRAMES);
    }

    @Test
    void whatIsClosedAndKeptIsNamed() {
        Lease closed = leases.take(POOL);
        leases.giveBack(closed);
        closed.pool().reserved(() -> closed);

        timeOut(closed);

        assertThat(watch.snapshots().get(0).retained()).containsExactly(closed);
    }

    @Test
    void onlyTheLastSnapshotsAreKept() {
        Lease lease = leases.take(POOL);
        for (int i = 0; i < HoldersWatch.MEMORY + 3; i++) {
            timeOut(lease);
            leases.ticker.advance(HoldersWatch.REST);
        }

        assertThat(watch.snapshots()).hasSize(HoldersWatch.MEMORY);
        assertThat(watch.snapshots().get(0).id()).isEqualTo(HoldersWatch.MEMORY + 3);
    }

    @Test
    void whoHoldsThePoolIsLoggedInOneLine() {
        Lease lease = leases.take(POOL);
        lease.pool().limitedTo(1);
        List<String> lines;
        try (RecordedLog log = RecordedLog.of(HoldersWatch.class)) {
            timeOut(lease);
            lines = log.lines();
        }

        assertThat(lines)
                .containsExactly("WARNING LSW3201W: jdbc/app: 1 of 1 in use; held by " + lease.site()
                        + " × 1, oldest 0 ms, idle. 1 acquisition timed out; waiting now: 0. All holders are in snapshot"
                        + " 1.");
    }

    @Test
    void holderThatReturnedItsConnectionSinceTheTimeoutIsNamed() {
        Lease lease = leases.take(POOL);
        lease.pool().limitedTo(1);
        waiting(0);
        long began = leases.ticker.nanos();
        leases.ticker.advance(Duration.ofSeconds(5));
        lease.pool().timedOut();
        leases.registry.timedOut(lease.pool(), began);
        leases.giveBack(lease);
        List<String> lines;
        try (RecordedLog log = RecordedLog.of(HoldersWatch.class)) {
            waiting(0);
            lines = log.lines();
        }

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("jdbc/app: 0 of 1 in use now; returned since an acquisition began to wait: " + lease.site()
                        + " × 1, held for up to 5 s. 1 acquisition timed out");
    }

    /** An hour in which every poll sees timeouts: at once, after 10 s and a minute, then every ten minutes. */
    @Test
    void thousandsOfTimeoutsAreAFewLinesThatCountThemAll() {
        Lease lease = leases.take(POOL);
        waiting(0);
        List<String> lines;
        try (RecordedLog log = RecordedLog.of(HoldersWatch.class)) {
            for (int i = 0; i < 3600; i++) {
                lease.pool().timedOut();
                lease.pool().timedOut();
                lease.pool().timedOut();
                waiting(0);
                leases.ticker.advance(Duration.ofSeconds(1));
            }
            lines = log.lines();
        }

        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).contains(" 3 acquisitions timed out");
        assertThat(lines.get(1)).contains(" 30 acquisitions timed out");
        assertThat(lines.get(2)).contains(" 180 acquisitions timed out");
        assertThat(lines.get(3)).contains(" 1800 acquisitions timed out");
    }

    @Test
    void timeoutsThatNoLineCountedAreCountedWhenTheyAreOver() {
        Lease lease = leases.take(POOL);
        timeOut(lease);
        for (int i = 0; i < 50; i++) {
            leases.ticker.advance(Duration.ofMillis(100));
            timeOut(lease);
        }
        List<String> lines;
        try (RecordedLog log = RecordedLog.of(HoldersWatch.class)) {
            for (int i = 0; i < 60; i++) {
                leases.ticker.advance(Duration.ofSeconds(1));
                waiting(0);
            }
            lines = log.lines();
        }

        assertThat(lines)
                .containsExactly(
                        "INFO LSW3202I: jdbc/app: 50 more acquisitions timed out since the last LSW3201W; none in"
                                + " the last 10 s.");
    }

    @Test
    void timeoutsAreCountedRightAfterTheCountersWereReset() {
        Lease lease = leases.take(POOL);
        timeOut(lease);
        timeOut(lease);
        leases.registry.reset();
        waiting(0);
        leases.ticker.advance(Duration.ofHours(1));
        try (RecordedLog log = RecordedLog.of(HoldersWatch.class)) {
            timeOut(lease);

            assertThat(log.lines()).singleElement().asString().contains(" 1 acquisition timed out");
        }
    }

    @Test
    void timeoutsAfterAQuietTimeAreLoggedAtOnceAgain() {
        GrowingInterval interval = new GrowingInterval();
        long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

        assertThat(interval.tryAcquire(now)).isTrue();
        assertThat(interval.tryAcquire(now + Duration.ofSeconds(9).toNanos())).isFalse();
        assertThat(interval.tryAcquire(now + Duration.ofSeconds(10).toNanos())).isTrue();
        assertThat(interval.tryAcquire(now + Duration.ofSeconds(30).toNanos())).isFalse();
        assertThat(interval.tryAcquire(now + Duration.ofMinutes(25).toNanos())).isTrue();
        assertThat(interval.tryAcquire(
                        now + Duration.ofMinutes(25).plusSeconds(10).toNanos()))
                .isTrue();
    }

    private void holdUntil(CountDownLatch end, CompletableFuture<Lease> taken) {
        Lease lease = leases.take(POOL, Borrower.named("r-1", new Operation("shop", "GET /a"), "ann"));
        leases.registry.executions().started(lease, "select a from b where c = 'secret'");
        taken.complete(lease);
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Lease deep(int frames) {
        return frames == 0 ? Objects.requireNonNull(leases.take(POOL)) : deep(frames - 1);
    }

    private static void atDepth(int frames, Runnable work) {
        if (frames == 0) {
            work.run();
        } else {
            atDepth(frames - 1, work);
        }
    }

    private void timeOut(Lease lease) {
        waiting(0);
        lease.pool().timedOut();
        waiting(0);
    }

    private void waiting(int threads) {
        watch.read(List.of(reading(POOL, 1, 1, threads)));
    }
}
