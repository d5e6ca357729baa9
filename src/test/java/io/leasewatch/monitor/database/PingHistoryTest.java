package io.leasewatch.monitor.database;

import static io.leasewatch.monitor.database.DatabaseState.CONNECTING;
import static io.leasewatch.monitor.database.DatabaseState.DEGRADED;
import static io.leasewatch.monitor.database.DatabaseState.DOWN;
import static io.leasewatch.monitor.database.DatabaseState.STOPPING;
import static io.leasewatch.monitor.database.DatabaseState.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PingHistoryTest {

    private static final PingResult ANSWER = new PingResult.Answered(Duration.ofMillis(4));
    private static final PingResult FAILURE = new PingResult.Failed("refused");
    private static final PingResult FULL = new PingResult.Full("full");

    private final ManualClock clock = new ManualClock();
    private final PingHistory vitals = new PingHistory(clock, 3);

    @Test
    void databaseThatAnswersIsUpOnceItIsWarm() {
        vitals.record(ANSWER);
        assertThat(vitals.state()).isEqualTo(CONNECTING);

        vitals.warmedUp();

        assertThat(vitals.state()).isEqualTo(UP);
    }

    @Test
    void databaseThatCannotBeReachedIsDownAfterTheLastAttemptAndNoEarlier() {
        hear(FAILURE, FAILURE);
        assertThat(vitals.state()).isEqualTo(CONNECTING);

        vitals.record(FAILURE);

        assertThat(vitals.state()).isEqualTo(DOWN);
    }

    @Test
    void oneFailureIsAWorryAndTheSecondInARowIsDown() {
        begin();

        vitals.record(FAILURE);
        DatabaseState first = vitals.state();
        vitals.record(FAILURE);

        assertThat(first).isEqualTo(DEGRADED);
        assertThat(vitals.state()).isEqualTo(DOWN);
    }

    @Test
    void failuresThatAreNotInARowNeverMakeItDown() {
        begin();

        for (int i = 0; i < 10; i++) {
            hear(FAILURE, ANSWER);
        }

        assertThat(vitals.state()).isEqualTo(UP);
        assertThat(status().reconnections()).isZero();
    }

    @Test
    void databaseIsBackWithItsSecondAnswerInARow() {
        begin();
        hear(FAILURE, FAILURE, ANSWER, FAILURE, ANSWER);
        assertThat(vitals.state()).isEqualTo(DOWN);

        vitals.record(ANSWER);

        assertThat(vitals.state()).isEqualTo(UP);
        assertThat(status().reconnections()).isEqualTo(1);
    }

    @Test
    void fullPoolIsAWorryHoweverLongAndNeverADeadDatabase() {
        begin();

        for (int i = 0; i < 10; i++) {
            vitals.record(FULL);
        }

        assertThat(vitals.state()).isEqualTo(DEGRADED);
        assertThat(status().lastError()).isEqualTo("full");
    }

    @Test
    void fullPoolDoesNotBringADeadDatabaseBack() {
        begin();
        hear(FAILURE, FAILURE);

        hear(FULL, FULL, FULL);

        assertThat(vitals.state()).isEqualTo(DOWN);
    }

    @Test
    void stateLastsFromTheMomentItBegan() {
        begin();
        Instant up = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        hear(ANSWER, ANSWER);
        assertThat(status().since()).isEqualTo(up);

        vitals.record(FAILURE);

        assertThat(status().since()).isEqualTo(up.plusSeconds(60));
        assertThat(status().lastErrorAt()).isEqualTo(up.plusSeconds(60));
    }

    @Test
    void nothingBringsADatabaseBackThatIsStopping() {
        begin();
        vitals.stopping();

        hear(FAILURE, FAILURE, ANSWER, ANSWER, FULL);

        assertThat(vitals.state()).isEqualTo(STOPPING);
        assertThat(status().isShuttingDown()).isTrue();
    }

    @Test
    void responseTimesAreThoseOfTheLastSixtyAnswers() {
        begin();
        vitals.record(new PingResult.Answered(Duration.ofSeconds(1)));
        for (int i = 0; i < ResponseTimes.WINDOW; i++) {
            vitals.record(new PingResult.Answered(Duration.ofMillis(i < 30 ? 10 : 20)));
        }

        DatabaseStatus status = status();

        assertThat(status.responseTime()).isEqualTo(Duration.ofMillis(20));
        assertThat(status.meanResponseTime()).isEqualTo(Duration.ofMillis(15));
        assertThat(status.longestResponseTime()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void whateverCameBeforeTwoAnswersAreEnoughToBeUpAndTwoFailuresToBeDown() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            PingHistory any = new PingHistory(clock, 1 + random.nextInt(5));
            any.warmedUp();
            for (int i = random.nextInt(50); i > 0; i--) {
                any.record(new PingResult[] {ANSWER, FAILURE, FULL}[random.nextInt(3)]);
            }

            any.record(ANSWER);
            any.record(ANSWER);
            assertThat(any.state()).as("seed %s", seed).isEqualTo(UP);

            any.record(FAILURE);
            any.record(FAILURE);
            assertThat(any.state()).as("seed %s", seed).isEqualTo(DOWN);
        }
    }

    private void begin() {
        vitals.record(ANSWER);
        vitals.warmedUp();
    }

    private void hear(PingResult... pings) {
        for (PingResult ping : pings) {
            vitals.record(ping);
        }
    }

    private DatabaseStatus status() {
        return vitals.status("jdbc/a", BreakerState.OFF, 0, List.of());
    }
}
