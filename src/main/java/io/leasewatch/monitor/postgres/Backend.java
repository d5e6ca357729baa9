package io.leasewatch.monitor.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process of PostgreSQL that serves a client, as {@code pg_stat_activity} shows it. What the user who asks may not see is {@code
 * null}. Ages are by the database's own clock.
 *
 * @param pid its process id
 * @param applicationName what the client calls itself, empty if it does not
 * @param user whom the client logged in as
 * @param database the database it is connected to
 * @param clientAddress where the client is; {@code null} as well for one on a Unix socket
 * @param clientPort the client's port, −1 on a Unix socket
 * @param state such as {@code active}, {@code idle}, {@code idle in transaction}
 * @param waitEventType what kind of thing it waits for, such as {@code Lock}; {@code null} as well if it does not
 * @param waitEvent what it waits for
 * @param queryStart when its last statement began
 * @param queryAge how long ago that was
 * @param transactionAge how long ago its transaction began, {@code null} as well outside one
 * @param stateAge since when it has been in that state
 * @param blockedBy who holds the locks that it waits for; 0 stands for a prepared transaction
 */
public record Backend(
        int pid,
        String applicationName,
        @Nullable String user,
        @Nullable String database,
        @Nullable String clientAddress,
        @Nullable Integer clientPort,
        @Nullable String state,
        @Nullable String waitEventType,
        @Nullable String waitEvent,
        @Nullable Instant queryStart,
        @Nullable Duration queryAge,
        @Nullable Duration transactionAge,
        @Nullable Duration stateAge,
        List<Integer> blockedBy) {

    public Backend {
        blockedBy = List.copyOf(blockedBy);
    }

    /** Whether another session has a lock that it waits for, as far as it is told. */
    boolean waitsForALock() {
        return "Lock".equals(waitEventType);
    }

    Backend blockedBy(List<Integer> pids) {
        return new Backend(
                pid,
                applicationName,
                user,
                database,
                clientAddress,
                clientPort,
                state,
                waitEventType,
                waitEvent,
                queryStart,
                queryAge,
                transactionAge,
                stateAge,
                pids);
    }
}
