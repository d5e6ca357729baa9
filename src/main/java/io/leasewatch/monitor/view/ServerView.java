package io.leasewatch.monitor.view;

import io.leasewatch.monitor.postgres.Backend;
import io.leasewatch.monitor.postgres.LeaseBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL backend of an open lease. {@code backendPid} is {@code null} while PgBouncer has assigned no backend. {@code
 * waitEvent} has the form {@code Lock:transactionid}. Ages are in seconds. Components are {@code null} if PostgreSQL does not
 * report them, or if it was not polled since the lease was acquired.
 */
public record ServerView(
        @Nullable Integer backendPid,
        int localPort,
        @Nullable String state,
        @Nullable String waitEvent,
        @Nullable Instant queryStart,
        @Nullable Double queryAge,
        @Nullable Double transactionAge,
        List<BlockerView> blockedBy) {

    public static @Nullable ServerView of(@Nullable LeaseBackend end) {
        if (end == null) {
            return null;
        }
        Backend backend = end.backend();
        return new ServerView(
                end.backendPid(),
                end.localPort(),
                backend == null ? null : backend.state(),
                backend == null ? null : waitEvent(backend),
                backend == null ? null : backend.queryStart(),
                backend == null ? null : seconds(backend.queryAge()),
                backend == null ? null : seconds(backend.transactionAge()),
                BlockerView.of(end.blockers()));
    }

    public static @Nullable String waitEvent(Backend backend) {
        return backend.waitEventType() == null ? null : backend.waitEventType() + ":" + backend.waitEvent();
    }

    public static @Nullable Double seconds(@Nullable Duration age) {
        return age == null ? null : (Double) LeaseView.seconds(age.toNanos());
    }

    /** A blocking session. {@code lease} is the id of its open lease, {@code null} if the session belongs to no lease of this server. */
    public record BlockerView(int pid, @Nullable Long lease) {

        public static List<BlockerView> of(List<LeaseBackend.Blocker> blockers) {
            return blockers.stream()
                    .map(blocker -> new BlockerView(blocker.pid(), blocker.lease()))
                    .toList();
        }
    }
}
