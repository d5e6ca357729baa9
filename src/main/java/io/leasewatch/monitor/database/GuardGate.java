package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.Gate;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of the pool of a guarded database. It refuses acquisitions while the breaker is open, and acquisitions by new work while the
 * server stops.
 *
 * <p>Thread-safe. Uses the status that the guard published last.
 */
final class GuardGate implements Gate {

    private static final int NOT_STOPPING = 0;
    private static final String STATE = "08001";

    private final String name;
    private final Breaker breaker;
    private final Supplier<DatabaseSettings> settings;
    private final Supplier<DatabaseStatus> status;
    private final Runnable suspect;
    private @Nullable Pool pool;
    private volatile int newWork = NOT_STOPPING;
    private volatile boolean closed;

    /** @param suspect run when an application failed to connect or was refused; must not block */
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

    /** Sets this gate in front of {@code found}. */
    void install(Pool found) {
        pool = found;
        found.guardedBy(this);
    }

    boolean isInstalled() {
        return pool != null;
    }

    /** Removes this gate from its pool, unless another one has replaced it. */
    void uninstall() {
        Pool mine = pool;
        if (mine != null && mine.gate() == this) {
            mine.guardedBy(null);
        }
    }

    /** The server is stopping: refuses work of {@code era} and later. Work that began earlier still gets connections. */
    void stopping(int era) {
        newWork = era;
    }

    /** Refuses all acquisitions from now on. */
    void close() {
        closed = true;
    }

    @Override
    public void enter() throws SQLException {
        if (closed || isNewWork()) {
            throw new SQLTransientConnectionException(
                    "LSW7201E: " + name + " refuses connections to new work, because the server is stopping.", STATE);
        }
        if (!breaker.enter(settings.get().breaker())) {
            suspect.run();
            DatabaseStatus now = status.get();
            throw new SQLTransientConnectionException(
                    "LSW7202E: " + name + " has been down since " + now.since() + ": " + now.lastError()
                            + ". Connections are refused until the database answers again.",
                    STATE);
        }
    }

    /** Whether the thread's work began after the server started to stop. Work whose beginning was not observed counts as old. */
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

    /** The timeout for JDBC, in whole seconds, rounded up. At least 1, because 0 would mean no timeout. */
    static int seconds(Duration timeout) {
        return (int) Math.min(
                Integer.MAX_VALUE, Math.max(1, timeout.plusNanos(999_999_999).toSeconds()));
    }

    @Override
    public void ended(@Nullable SQLException failure) {
        breaker.leave();
        if (failure != null && ConnectionFailures.isConnectionFailure(failure)) {
            breaker.failed();
            suspect.run();
        }
    }
}
