package io.leasewatch.monitor.pgbouncer;

import java.time.Duration;

/**
 * PgBouncer's pool for one user of one database, as {@code SHOW POOLS} has it. The names are PgBouncer's own: {@code cl} are clients,
 * {@code sv} are servers.
 *
 * @param svUsed idle for so long that they are tested before they are used again
 * @param svTested being tested right now
 * @param svLogin about to connect or to log in
 * @param oldestWait for how long the client that waits the longest has waited; zero if none waits
 * @param poolMode {@code session}, {@code transaction} or {@code statement}
 * @param loadBalanceHosts since 1.24, empty before
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

    /** The console's own, which no application uses. */
    public boolean isConsole() {
        return database.equals("pgbouncer");
    }

    /** Servers that work for a client, for a cancel request or for a test. */
    public int inUse() {
        return svActive + svActiveCancel + svBeingCanceled + svTested;
    }

    /** Servers that nobody uses. */
    public int idle() {
        return svIdle + svUsed;
    }
}
