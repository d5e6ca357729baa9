package io.leasewatch.core.jdbc;

import io.leasewatch.core.jdbc.WatchedDataSource.ConnectionCall;
import io.leasewatch.core.lease.Gate;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Acquires a connection from a pool that has a gate. */
final class GatedAcquisition {

    /**
     * The maximum number of dead connections to discard. After that, the next connection is handed out unchecked, and the driver
     * reports its failure.
     */
    private static final int MAX_DISCARDED = 20;

    private GatedAcquisition() {}

    static @Nullable Connection through(Gate gate, ConnectionCall call) throws SQLException {
        enter(gate);
        Connection connection;
        try {
            connection = acquireFit(gate, call);
        } catch (SQLException e) {
            ended(gate, e);
            throw e;
        } catch (RuntimeException | Error e) {
            ended(gate, new SQLException(e));
            throw e;
        }
        try {
            ended(gate, null);
        } catch (Throwable e) {
            // The connection must reach the application. No call, because the stack may be exhausted.
        }
        return connection;
    }

    private static @Nullable Connection acquireFit(Gate gate, ConnectionCall call) throws SQLException {
        Connection connection = call.acquire();
        for (int i = 0; i < MAX_DISCARDED && connection != null; i++) {
            try {
                if (gate.isFit(connection)) {
                    return connection;
                }
            } catch (RuntimeException | Error e) {
                return connection;
            }
            discard(connection);
            connection = call.acquire();
        }
        return connection;
    }

    private static void discard(Connection connection) {
        // Closing alone would return the dead connection to the pool.
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // The connection is closed below in any case.
        }
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            // The connection is already unusable.
        }
    }

    /** A runtime exception of the gate is ignored: the monitor that installed it may be stopping, and its classes may be gone. */
    private static void enter(Gate gate) throws SQLException {
        try {
            gate.enter();
        } catch (RuntimeException | Error e) {
            return;
        }
    }

    private static void ended(Gate gate, @Nullable SQLException failure) {
        try {
            gate.ended(failure);
        } catch (RuntimeException | Error e) {
            return;
        }
    }
}
