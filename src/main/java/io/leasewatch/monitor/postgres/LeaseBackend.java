package io.leasewatch.monitor.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is at the other end of an open lease.
 *
 * @param backendPid the process of PostgreSQL; {@code null} while a pooler has given it none
 * @param localPort the port of this JVM's end of the wire
 * @param backend what that process does; {@code null} if that is not known, or was looked at before the lease was taken
 * @param blockers who is in its way
 * @param client the lease as a pooler sees it, {@code null} without one
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
     * A session that has a lock that another waits for.
     *
     * @param pid its process
     * @param lease the open lease it belongs to, {@code null} if it is none of ours
     */
    public record Blocker(int pid, @Nullable Long lease) {}
}
