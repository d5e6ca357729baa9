package io.leasewatch.monitor.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL backend that serves an open lease.
 *
 * @param backendPid the process id of the backend; {@code null} while a pooler has assigned none
 * @param localPort the local port of the connection
 * @param backend the activity of the backend; {@code null} if unknown, or if the latest poll is older than the lease
 * @param blockers the sessions that block the backend
 * @param client the lease as a pooler sees it, {@code null} without a pooler
 */
public record LeaseBackend(
        @Nullable Integer backendPid,
        int localPort,
        @Nullable Backend backend,
        List<Blocker> blockers,
        @Nullable PooledClient client) {

    public LeaseBackend {
        blockers = List.copyOf(blockers);
    }

    /**
     * A session that holds a lock that another session waits for.
     *
     * @param pid the process id of its backend
     * @param lease the id of its open lease, {@code null} if it is not a lease of this server
     */
    public record Blocker(int pid, @Nullable Long lease) {}
}
