package io.leasewatch.monitor.pgbouncer;

import java.time.Duration;

/**
 * PgBouncer's pool for one user of one database, a row of {@code SHOW POOLS}. The components are named like PgBouncer's columns: {@code cl}
 * counts client connections, {@code sv} server connections.
 *
 * @param svUsed server connections that have been idle long enough to be tested before the next use
 * @param svTested server connections that are being tested
 * @param svLogin server connections that are connecting or logging in
 * @param oldestWait the wait of the client that has waited longest; zero if no client waits
 * @param poolMode {@code session}, {@code transaction} or {@code statement}
 * @param loadBalanceHosts empty before 1.24
 */
public record PgBouncerPool(
        String database,
        String user,
        int clActive,
        int clWaiting,
        int clActiveCancel,
        int clWaitingCancel,
        int svActive,
        int svActiveCancel,
        int svBeingCanceled,
        int svIdle,
        int svUsed,
        int svTested,
        int svLogin,
        Duration oldestWait,
        String poolMode,
        String loadBalanceHosts) {

    static PgBouncerPool of(ConsoleRow row) {
        return new PgBouncerPool(
                row.text("database"),
                row.text("user"),
                row.count("cl_active"),
                row.count("cl_waiting"),
                row.count("cl_active_cancel_req"),
                row.count("cl_waiting_cancel_req"),
                row.count("sv_active"),
                row.count("sv_active_cancel"),
                row.count("sv_being_canceled"),
                row.count("sv_idle"),
                row.count("sv_used"),
                row.count("sv_tested"),
                row.count("sv_login"),
                row.duration("maxwait", "maxwait_us"),
                row.text("pool_mode"),
                row.text("load_balance_hosts"));
    }

    /** Whether this is the pool of the admin console. */
    public boolean isConsole() {
        return database.equals("pgbouncer");
    }

    /** Server connections in use by a client, a cancel request or a test. */
    public int inUse() {
        return svActive + svActiveCancel + svBeingCanceled + svTested;
    }

    /** Idle server connections. */
    public int idle() {
        return svIdle + svUsed;
    }
}
