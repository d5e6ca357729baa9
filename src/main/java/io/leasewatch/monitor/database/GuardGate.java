package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.Gate;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate before the pool of a guarded database: shut while the breaker is open, and for new work while the server stops.
 *
 * <p>Thread-safe. What it knows of the database is what the guard told it last.
 */
final class GuardGate implements Gate {

    private static final int NOT_STOPPING = 0;
    private static final String STATE = "08001";

    private final String name;
    private final Breaker breaker;
    private final Supplier<DatabaseSettings> settings;
    private final Supplier<DatabaseStatus> status;
    private final Runnable suspect;
    private volatile int newWork = NOT_STOPPING;
    private volatile boolean shut;

    /** {@code suspect} is run when an application could not reach the database, or was not let through to it; it must not wait. */
    GuardGate(
            String name,
            Breaker breaker,
            Supplier<DatabaseSettings> settings,
            Supplier<DatabaseStatus> status,
            Runnable suspect) {
        this.name = name;
        this.breaker = breaker;
        this.settings = settings;
        this.status = status;
        this.suspect = suspect;
    }

    /** The server is stopping: work of {@code era} and later gets no connection any more. What began before may go on. */
    void stopping(int era) {
        newWork = era;
    }

    /** Nobody gets a connection any more. */
    void shut() {
        shut = true;
    }

    @Override
    public void enter() throws SQLException {
        if (shut || isNewWork()) {
            throw new SQLTransientConnectionException(
                    "LSW7201E: " + name + " gives no connection to new work, because the server is stopping.", STATE);
        }
        if (!breaker.enter(settings.get().breaker())) {
            suspect.run();
            DatabaseStatus now = status.get();
            throw new SQLTransientConnectionException(
                    "LSW7202E: " + name + " has been down since " + now.since() + ": " + now.lastError()
                            + ". Its pool is not asked for connections until the database answers.",
                    STATE);
        }
    }

    /** Work that nobody has seen begin may have begun before. */
    private boolean isNewWork() {
        int era = newWork;
        if (era == NOT_STOPPING) {
            return false;
        }
        Scope scope = ThreadContext.current().scope();
        return scope != null && scope.era() >= era;
    }

    @Override
    public boolean isFit(Connection connection) {
        DatabaseSettings now = settings.get();
        if (!now.testOnBorrow()) {
            return true;
        }
        try {
            return connection.isValid(seconds(now.pingTimeout()));
        } catch (SQLException e) {
            return false;
        }
    }

    /** As JDBC counts it: whole seconds, and 0 would be for ever. */
    static int seconds(Duration timeout) {
        return (int) Math.min(
                Integer.MAX_VALUE, Math.max(1, timeout.plusNanos(999_999_999).toSeconds()));
    }

    @Override
    public void asked(@Nullable SQLException failure) {
        breaker.leave();
        if (failure != null && ConnectionFailures.isConnectionFailure(failure)) {
            breaker.failed();
            suspect.run();
        }
    }
}
