package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.spi.Severity;
import org.jspecify.annotations.Nullable;

/** What is said first of a guarded database that does not answer as it should. */
final class DatabaseHeadline {

    private DatabaseHeadline() {}

    /** {@code null} if there is nothing to say, or {@code said} already: a database cannot be asked through a pool in need. */
    static @Nullable Headline of(DatabaseStatus status, boolean said) {
        boolean down = status.state() == DatabaseState.DOWN;
        if (!down && (status.state() != DatabaseState.DEGRADED || said)) {
            return null;
        }
        String error = status.lastError() == null ? "" : ": " + status.lastError();
        return new Headline(
                "the database of " + status.name(),
                down ? Severity.CRITICAL : Severity.WARNING,
                "The database of " + status.name() + " is " + status.state().word() + error + ".",
                status.since(),
                "",
                down && !said ? "Nothing is wrong with the pool itself: look at the database and the way to it." : "");
    }
}
