package io.leasewatch.monitor.database;

import io.leasewatch.spi.SummaryPart;
import java.util.stream.Collectors;

/** The guarded databases in the summary line of the log: {@code database jdbc/orders up, 3 ms}. Thread-safe. */
public final class DatabaseSummary implements SummaryPart {

    private final Databases databases;

    public DatabaseSummary(Databases databases) {
        this.databases = databases;
    }

    @Override
    public Subject subject() {
        return Subject.DATABASE;
    }

    @Override
    public String text() {
        return databases.statuses().stream()
                .map(status -> "database " + status.name() + " "
                        + status.state().word() + ", " + status.responseTime().toMillis() + " ms")
                .collect(Collectors.joining("; "));
    }
}
