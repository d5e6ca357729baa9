package io.leasewatch.monitor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.Gate;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatabaseGuardTest {

    private static final Duration TICK = Duration.ofMillis(250);

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final FakeProbe probe = new FakeProbe();
    private final ManualExecutor thread = new ManualExecutor();
    private final Pool pool = leases.registry.pool("jdbc/a", "jdbc/a-pool");
    private @Nullable PoolReading reading = reading(3, 10);
    private DatabaseSettings settings = settings(0, false);
    private DatabaseGuard guard = guard();

    @Test
    void databaseThatAnswersIsUpWithinTwoTicks() {
        tick(2);

        assertThat(guard.status().state()).isEqualTo(DatabaseState.UP);
        assertThat(guard.isSettled()).isTrue();
    }

    @Test
    void databaseIsTriedAgainAfterPausesThatDoubleAndThenGivenUp() {
        probe.answers(FakeProbe.REFUSAL);

        // After pauses of 1, 2, 4 and 8 seconds, each a tick after the answer.
        List<Integer> pings = List.of(after(1000), after(2250), after(4250), after(8250), after(1000));

        assertThat(pings).containsExactly(1, 2, 3, 4, 5);
        assertThat(guard.status().state()).isEqualTo(DatabaseState.DOWN);
        assertThat(guard.isSettled()).isTrue();
    }

    @Test
    void databaseThatWasGivenUpIsUpWhenItComesAfterAll() {
        probe.answers(FakeProbe.REFUSAL);
        after(20_000);
        probe.answers(FakeProbe.ANSWER);

        after(3000);

        assertThat(guard.status().state()).isEqualTo(DatabaseState.UP);
    }

    @Test
    void databaseThatDiesIsDownWithinFiveSecondsAndUpAgainWithinFive() {
        after(10_000);

        probe.answers(FakeProbe.REFUSAL);
        after(5000);
        assertThat(guard.status().state()).isEqualTo(DatabaseState.DOWN);

        probe.answers(FakeProbe.ANSWER);
        after(5000);
        assertThat(guard.status().state()).isEqualTo(DatabaseState.UP);
        assertThat(guard.status().reconnections()).isEqualTo(1);
    }

    @Test
    void databaseThatDoesNotAnswerIsDownWithinFiveSecondsAndHasOneThreadStuck() {
        after(10_000);
        thread.getStuck();

        after(5000);
        DatabaseState first = guard.status().state();
        after(60_000);

        assertThat(first).isEqualTo(DatabaseState.DOWN);
        assertThat(thread.waiting()).isEqualTo(1);
        assertThat(guard.status().lastError()).isEqualTo("it did not answer within 1 s");
        thread.goOn();
        after(3000);
        assertThat(guard.status().state()).isEqualTo(DatabaseState.UP);
    }

    @Test
    void pingThatWaitsForAFullPoolIsNoSilenceOfTheDatabase() {
        after(10_000);
        reading = reading(10, 10);
        probe.waiting = true;
        thread.getStuck();

        after(60_000);

        assertThat(guard.status().state()).isEqualTo(DatabaseState.DEGRADED);
        assertThat(guard.status().lastError()).startsWith("the pool is full");
    }

    @Test
    void silenceBehindAFullPoolerIsNotHeldAgainstTheDatabase() {
        after(10_000);
        probe.fullPooler = Optional.of("the pool shop of PgBouncer a:6432 is full");
        thread.getStuck();

        after(60_000);

        assertThat(guard.status().state()).isEqualTo(DatabaseState.DEGRADED);
        assertThat(guard.status().lastError()).startsWith("the pool shop of PgBouncer");
        assertThat(guard.status().poolerFull()).isTrue();
        thread.goOn();
        after(3000);
        assertThat(guard.status().state()).isEqualTo(DatabaseState.UP);
        assertThat(guard.status().poolerFull()).isFalse();
    }

    @Test
    void errorOfAFullPoolerIsNotHeldAgainstTheDatabaseButAWrongPasswordIs() {
        after(10_000);
        probe.fullPooler = Optional.of("the pool shop of PgBouncer a:6432 is full");
        probe.answers(FakeProbe.REFUSAL);
        after(10_000);
        DatabaseState refused = guard.status().state();

        probe.answers(new PingResult.Failed("the password is wrong", true));
        after(10_000);

        assertThat(refused).isEqualTo(DatabaseState.DEGRADED);
        assertThat(guard.status().state()).isEqualTo(DatabaseState.DOWN);
    }

    @Test
    void poolerThatTurnsOutToBeFullAfterTwoTimeoutsIsNotHeldAgainstTheDatabase() {
        after(10_000);
        thread.getStuck();
        after(5000);
        DatabaseState accused = guard.status().state();

        probe.fullPooler = Optional.of("the pool shop of PgBouncer a:6432 is full");
        after(5000);

        assertThat(accused).isEqualTo(DatabaseState.DOWN);
        assertThat(guard.status().state()).isEqualTo(DatabaseState.DEGRADED);
    }

    @Test
    void pingThatWaitsForAConnectionOfAPoolThatIsNotFullIsASilence() {
        after(10_000);
        probe.waiting = true;
        thread.getStuck();

        after(5000);

        assertThat(guard.status().state()).isEqualTo(DatabaseState.DOWN);
    }

    @Test
    void silenceThatWasAFullPoolsAfterAllIsNotHeldAgainstTheDatabase() {
        after(10_000);
        probe.waiting = true;
        probe.answersOnce(new PingResult.Full("no connection was returned in time"));
        thread.getStuck();
        after(5000);
        DatabaseState accused = guard.status().state();

        try (RecordedLog log = RecordedLog.of(DatabaseGuard.class)) {
            thread.goOn();
            tick(1);

            assertThat(accused).isEqualTo(DatabaseState.DOWN);
            assertThat(guard.status().state()).isEqualTo(DatabaseState.DEGRADED);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("LSW7005I: jdbc/a is up again. It was down for ");
        }
    }

    @Test
    void fullPoolOfADatabaseThatWasDownBeforeSaysNothing() {
        after(10_000);
        probe.answers(FakeProbe.REFUSAL);
        after(5000);

        probe.answers(new PingResult.Full("no connection was returned in time"));
        after(5000);

        assertThat(guard.status().state()).isEqualTo(DatabaseState.DOWN);
    }

    @Test
    void applicationThatCannotReachItHasItAskedAtOnce() throws SQLException {
        after(10_000);
        guard.install(pool);
        int before = probe.pings;

        gate().enter();
        gate().ended(new SQLException("gone", "08006"));
        tick(1);

        assertThat(probe.pings).isEqualTo(before + 1);
    }

    @Test
    void applicationThatWasRefusedByAFullPoolIsNoReasonToAsk() throws SQLException {
        after(10_000);
        guard.install(pool);
        int before = probe.pings;
        while (probe.pings == before) {
            tick(1);
        }
        before = probe.pings;

        gate().enter();
        gate().ended(new SQLTransientConnectionException("timed out after 5000 ms"));
        tick(1);

        assertThat(probe.pings).isEqualTo(before);
    }

    @Test
    void connectionsAreOpenedBeforeItIsUp() {
        settings = settings(7, false);

        tick(1);
        DatabaseState cold = guard.status().state();
        after(1000);

        assertThat(cold).isEqualTo(DatabaseState.CONNECTING);
        assertThat(probe.warmedUp).isEqualTo(7);
        assertThat(guard.status().state()).isEqualTo(DatabaseState.UP);
        assertThat(guard.status().warm()).isEqualTo(7);
    }

    @Test
    void noMoreConnectionsAreOpenedThanThePoolHasToSpareAndThatIsSaid() {
        settings = settings(8, false);
        try (RecordedLog log = RecordedLog.of(DatabaseGuard.class)) {
            after(1000);

            assertThat(probe.warmedUp).isEqualTo(7);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("opened 7 of 8 connections")
                            && line.contains("Lower leasewatch.database.warm-up"));
        }
    }

    @Test
    void breakerRefusesAtOnceAndSaysWhichPoolSinceWhenAndWhy() {
        settings = settings(0, true);
        after(10_000);
        guard.install(pool);
        probe.answers(FakeProbe.REFUSAL);
        after(5000);

        assertThatThrownBy(() -> gate().enter())
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageContaining(
                        "jdbc/a has been down since " + guard.status().since())
                .hasMessageContaining("its host refuses connections");
        assertThat(guard.status().breaker()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void breakerOpensSoonAfterTheDatabaseIsBackWhenSomebodyAsks() {
        settings = settings(0, true);
        guard.install(pool);
        probe.answers(FakeProbe.REFUSAL);
        after(30_000);
        probe.answers(FakeProbe.ANSWER);

        assertThatThrownBy(() -> gate().enter()).isInstanceOf(SQLTransientConnectionException.class);
        after(750);

        assertThatCode(() -> gate().enter()).doesNotThrowAnyException();
    }

    @Test
    void databaseThatRefusesTheLoginIsAskedLessAndLessOftenHoweverManyAsk() {
        after(10_000);
        guard.install(pool);
        probe.answers(new PingResult.Failed("wrong password", true));
        int before = probe.pings;
        for (int i = 0; i < 100; i++) {
            after(1000);
            gate().ended(new SQLException("wrong password", "08004"));
        }

        // After 1, 2, 4, 8 and 16 seconds, then every 30.
        assertThat(probe.pings - before).isBetween(6, 9);
        assertThat(guard.status().state()).isEqualTo(DatabaseState.DOWN);
    }

    @Test
    void breakerLetsEverybodyPassWhenTheDatabaseIsBack() {
        settings = settings(0, true);
        guard.install(pool);
        probe.answers(FakeProbe.REFUSAL);
        after(30_000);

        probe.answers(FakeProbe.ANSWER);
        after(3000);

        assertThatCode(() -> gate().enter()).doesNotThrowAnyException();
        assertThat(guard.status().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void withoutBreakerNobodyIsRefused() {
        guard.install(pool);
        probe.answers(FakeProbe.REFUSAL);
        after(30_000);

        assertThatCode(() -> gate().enter()).doesNotThrowAnyException();
        assertThat(guard.status().breaker()).isEqualTo(BreakerState.OFF);
    }

    @Test
    void whileTheServerStopsWorkThatHasBegunMayGoOnAndNewWorkMayNot() {
        guard.install(pool);
        Scope begun = new Scope(Borrower.UNKNOWN);

        guard.stopping(Scope.newEra());

        assertThatCode(() -> enterIn(begun)).doesNotThrowAnyException();
        assertThatCode(() -> enterIn(begun.continued())).doesNotThrowAnyException();
        assertThatCode(() -> enterIn(null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> enterIn(new Scope(Borrower.UNKNOWN)))
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageContaining("jdbc/a")
                .hasMessageContaining("the server is stopping");
        guard.close();
        assertThatThrownBy(() -> enterIn(begun)).isInstanceOf(SQLTransientConnectionException.class);
    }

    @Test
    void databaseThatIsStoppingIsNotAskedAnyMore() {
        after(5000);
        int before = probe.pings;

        guard.stopping(Scope.newEra());
        after(20_000);

        assertThat(probe.pings).isEqualTo(before);
        assertThat(guard.status().isShuttingDown()).isTrue();
    }

    @Test
    void guardLeavesItsGateButNoOther() {
        guard.install(pool);
        DatabaseGuard next = guard();
        next.install(pool);

        guard.uninstall();
        boolean stands = pool.gate() != null;
        next.uninstall();

        assertThat(stands).isTrue();
        assertThat(pool.gate()).isNull();
    }

    @Test
    void probeThatThrowsIsAFailureLikeAnyOther() {
        probe.fails(new IllegalStateException("jdbc:postgresql://secret"));

        after(20_000);

        assertThat(guard.status().state()).isEqualTo(DatabaseState.DOWN);
        assertThat(guard.status().lastError()).doesNotContain("secret");
    }

    private Gate gate() {
        return Objects.requireNonNull(pool.gate());
    }

    private void enterIn(@Nullable Scope scope) throws SQLException {
        Scope before = ThreadContext.current().enter(scope);
        try {
            gate().enter();
            gate().ended(null);
        } finally {
            ThreadContext.current().enter(before);
        }
    }

    private DatabaseGuard guard() {
        return new DatabaseGuard("jdbc/a", probe, thread, () -> reading, leases.ticker, clock, () -> settings);
    }

    /** Answers how many pings there were so far. */
    private int after(long millis) {
        tick((int) (millis / TICK.toMillis()));
        return probe.pings;
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            guard.tick();
            leases.ticker.advance(TICK);
            clock.advance(TICK);
        }
    }

    private static PoolReading reading(int inUse, int max) {
        return PoolReading.of("jdbc/a", WatchedBy.WRAPPER, new ManualClock().instant())
                .open(0, inUse)
                .max(max)
                .build();
    }

    private static DatabaseSettings settings(int warmUp, boolean breaker) {
        DatabaseSettings usual = DatabaseSettings.DEFAULT;
        return new DatabaseSettings(
                List.of("jdbc/a"),
                usual.pingInterval(),
                usual.pingTimeout(),
                usual.startAttempts(),
                usual.firstRetry(),
                usual.longestRetry(),
                warmUp,
                false,
                breaker,
                usual.drain());
    }
}
