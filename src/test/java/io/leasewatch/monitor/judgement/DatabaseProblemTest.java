package io.leasewatch.monitor.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.database.BreakerState;
import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseProblemTest {

    private static final Instant SINCE = Instant.parse("2031-03-05T07:11:13Z");

    @Test
    void databaseThatIsUpHasNone() {
        assertThat(DatabaseProblem.of(status(DatabaseState.UP), false)).isEmpty();
    }

    @Test
    void databaseThatIsDownSaysSinceWhenAndWhatThePoolHasToDoWithIt() {
        Problem problem = DatabaseProblem.of(status(DatabaseState.DOWN), false).orElseThrow();

        assertThat(problem.sentence()).isEqualTo("The database of jdbc/app is down: its host refuses connections.");
        assertThat(problem.state()).isEqualTo(State.CRITICAL);
        assertThat(problem.since()).isEqualTo(SINCE);
        assertThat(problem.remedy()).startsWith("The pool is not the cause.");
    }

    @Test
    void poolThatIsInNeedAsWellIsNotCalledInnocent() {
        Problem problem = DatabaseProblem.of(status(DatabaseState.DOWN), true).orElseThrow();

        assertThat(problem.remedy()).isEmpty();
    }

    @Test
    void fullPoolerIsNamedAndNotTheDatabase() {
        Problem problem =
                DatabaseProblem.of(status(DatabaseState.DEGRADED, true), false).orElseThrow();

        assertThat(problem.cause()).isEqualTo(Cause.POOLER_FULL);
        assertThat(problem.state()).isEqualTo(State.WARNING);
        assertThat(problem.sentence())
                .isEqualTo("Connections of jdbc/app wait at a pooler: its host refuses connections.");
        assertThat(problem.remedy()).contains("pooler");
    }

    @Test
    void degradedDatabaseIsAWarning() {
        Problem problem =
                DatabaseProblem.of(status(DatabaseState.DEGRADED), false).orElseThrow();

        assertThat(problem.state()).isEqualTo(State.WARNING);
        assertThat(problem.cause()).isEqualTo(Cause.DATABASE_DEGRADED);
    }

    @Test
    void applicationsThatDidNotStartAreNamedWithWhatToDo() {
        Problem problem = DatabaseProblem.of(status(DatabaseState.UP, false, List.of("shop", "stock")), false)
                .orElseThrow();

        assertThat(problem.cause()).isEqualTo(Cause.APPLICATION_NOT_STARTED);
        assertThat(problem.state()).isEqualTo(State.CRITICAL);
        assertThat(problem.sentence())
                .isEqualTo("shop, stock have not started. jdbc/app was down when the server started, and is up again.");
        assertThat(problem.remedy()).startsWith("Start the application or the server again");
    }

    private static DatabaseStatus status(DatabaseState state) {
        return status(state, false);
    }

    private static DatabaseStatus status(DatabaseState state, boolean poolerFull) {
        return status(state, poolerFull, List.of());
    }

    private static DatabaseStatus status(DatabaseState state, boolean poolerFull, List<String> notStarted) {
        return new DatabaseStatus(
                "jdbc/app",
                state,
                SINCE,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                "its host refuses connections",
                SINCE,
                0,
                BreakerState.OFF,
                0,
                poolerFull,
                notStarted);
    }
}
