package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.spi.Severity;
import org.jspecify.annotations.Nullable;

/** The headline of a guarded database that is down or degraded. */
final class DatabaseHeadline {

    private DatabaseHeadline() {}

    /**
     * {@code null} if the database is up, or if it is only degraded and its pool has a headline: an exhausted pool delays the probe too.
     *
     * @param reported whether the pool has a headline already
     */
    static @Nullable Headline of(DatabaseStatus status, boolean reported) {
        boolean down = status.state() == DatabaseState.DOWN;
        if (!down && (status.state() != DatabaseState.DEGRADED || reported)) {
            return null;
        }
        String error = status.lastError() == null ? "" : ": " + status.lastError();
        return new Headline(
                "the database of " + status.name(),
                down ? Severity.CRITICAL : Severity.WARNING,
                "The database of " + status.name() + " is " + status.state().word() + error + ".",
                status.since(),
                "",
                down && !reported ? "The pool is not the cause. Check the database and the network." : "");
    }
}
