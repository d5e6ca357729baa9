package io.leasewatch.monitor.view;

import io.leasewatch.monitor.pgbouncer.PgBouncerSnapshot;
import io.leasewatch.monitor.pgbouncer.PgBouncerStatus;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary of all PgBouncers. {@code state} is the worst state of all, {@code off} if none is configured. */
public record PgBouncersView(String state, List<Line> pgbouncers) {

    public static PgBouncersView of(PgBouncers pgbouncers) {
        return new PgBouncersView(
                pgbouncers.state().word(),
                pgbouncers.statuses().stream().map(Line::of).toList());
    }

    /** A PgBouncer. The counts and {@code oldestWait}, in seconds, are {@code null} while it does not answer. */
    public record Line(
            String name,
            String state,
            Instant since,
            String lastError,
            @Nullable Instant lastErrorAt,
            String version,
            @Nullable Integer clients,
            @Nullable Integer waitingClients,
            @Nullable Double oldestWait,
            @Nullable Integer servers) {

        public static Line of(PgBouncerStatus status) {
            PgBouncerSnapshot last = status.last();
            PgBouncerSnapshot now = status.state().isAnswering() ? last : null;
            return new Line(
                    status.name(),
                    status.state().word(),
                    status.since(),
                    status.lastError(),
                    status.lastErrorAt(),
                    last == null ? "" : last.version(),
                    now == null ? null : now.clients().size(),
                    now == null ? null : now.waitingClients(),
                    now == null ? null : LeaseView.seconds(now.oldestWait().toNanos()),
                    now == null ? null : now.servers().size());
        }
    }
}
