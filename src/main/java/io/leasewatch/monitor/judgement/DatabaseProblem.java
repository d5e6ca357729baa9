package io.leasewatch.monitor.judgement;

import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import java.util.List;
import java.util.Optional;

/** The problem of a guarded database that is down or degraded, behind a full pooler, or that kept an application from starting. */
final class DatabaseProblem {

    private DatabaseProblem() {}

    /** {@code inNeed} is whether its pool has a problem of its own. */
    static Optional<Problem> of(DatabaseStatus status, boolean inNeed) {
        boolean down = status.state() == DatabaseState.DOWN;
        if (!status.notStarted().isEmpty()) {
            return Optional.of(new Problem(
                    Cause.APPLICATION_NOT_STARTED,
                    State.CRITICAL,
                    status.notStartedText() + ".",
                    status.since(),
                    List.of(status.toString()),
                    "Start the application or the server again: the server does not do so itself."));
        }
        if (!down && status.state() != DatabaseState.DEGRADED) {
            return Optional.empty();
        }
        if (status.poolerFull() && !down) {
            return Optional.of(new Problem(
                    Cause.POOLER_FULL,
                    State.WARNING,
                    "Connections of " + status.name() + " wait at a pooler: " + status.lastError() + ".",
                    status.since(),
                    List.of(status.toString()),
                    "Look for what holds the connections of the pooler: slow statements, or transactions that are left"
                            + " open. If nothing does, enlarge its pool."));
        }
        String error = status.lastError() == null ? "" : ": " + status.lastError();
        return Optional.of(new Problem(
                down ? Cause.DATABASE_DOWN : Cause.DATABASE_DEGRADED,
                down ? State.CRITICAL : State.WARNING,
                "The database of " + status.name() + " is " + status.state().word() + error + ".",
                status.since(),
                List.of(status.toString()),
                down && !inNeed ? "The pool is not the cause. Check the database and the network." : ""));
    }
}
