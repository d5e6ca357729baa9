package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fires while a guarded database is down, while applications have not started because it was, and as a warning while it has been degraded for
 * some time.
 */
public final class DatabaseRule implements AlertRule {

    /** A single failed probe raises no alert. */
    static final Duration MIN_DEGRADED = Duration.ofSeconds(10);

    private final Databases databases;
    private final InstantSource clock;

    public DatabaseRule(Databases databases, InstantSource clock) {
        this.databases = databases;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        return evaluate(databases.statuses());
    }

    List<Finding> evaluate(List<DatabaseStatus> statuses) {
        List<Finding> findings = new ArrayList<>();
        for (DatabaseStatus database : statuses) {
            if (database.state() == DatabaseState.DOWN) {
                findings.add(finding(database, Severity.CRITICAL, "Database " + database + "."));
            } else if (!database.notStarted().isEmpty()) {
                findings.add(finding(database, Severity.CRITICAL, database.notStartedText() + "."));
            } else if (database.state() == DatabaseState.DEGRADED
                    && Duration.between(database.since(), clock.instant()).compareTo(MIN_DEGRADED) >= 0) {
                findings.add(finding(database, Severity.WARNING, "Database " + database + "."));
            }
        }
        return findings;
    }

    private static Finding finding(DatabaseStatus database, Severity severity, String message) {
        return new Finding(database.name(), "", severity, message, 1, List.of());
    }
}
