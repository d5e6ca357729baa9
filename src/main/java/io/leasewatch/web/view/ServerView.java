package io.leasewatch.web.view;

import io.leasewatch.monitor.postgres.Backend;
import io.leasewatch.monitor.postgres.LeaseBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The other end of an open lease, as PostgreSQL sees it. {@code backendPid} is {@code null} while PgBouncer has given it no backend.
 * {@code waitEvent} is of the form {@code Lock:transactionid}. Ages are in seconds. What PostgreSQL does not tell, or has not been asked
 * since the lease was taken, is {@code null}.
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

    /** A session in the way; {@code lease} is the open lease that it belongs to, {@code null} if it is none of this server's. */
    public record BlockerView(int pid, @Nullable Long lease) {

        public static List<BlockerView> of(List<LeaseBackend.Blocker> blockers) {
            return blockers.stream()
                    .map(blocker -> new BlockerView(blocker.pid(), blocker.lease()))
                    .toList();
        }
    }
}
