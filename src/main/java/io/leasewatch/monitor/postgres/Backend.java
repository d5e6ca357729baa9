package io.leasewatch.monitor.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backend process of PostgreSQL, a row of {@code pg_stat_activity}. Columns that the polling user may not see are {@code null}. Ages are
 * measured by the clock of the database.
 *
 * @param pid its process id
 * @param applicationName the {@code application_name} of the client, empty if not set
 * @param user the user of the session
 * @param database the database of the session
 * @param clientAddress the address of the client; {@code null} also for a Unix socket
 * @param clientPort the port of the client, −1 for a Unix socket
 * @param state such as {@code active}, {@code idle} or {@code idle in transaction}
 * @param waitEventType such as {@code Lock}; {@code null} also if the backend is not waiting
 * @param waitEvent the wait event, such as {@code transactionid}
 * @param queryStart when the last statement began
 * @param queryAge the time since then
 * @param transactionAge the time since the transaction began; {@code null} also outside a transaction
 * @param stateAge the time since the state last changed
 * @param blockedBy the process ids of the backends that block this one; 0 stands for a prepared transaction
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

    /** Whether the backend waits for a lock, as far as the polling user may see. */
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
