package io.leasewatch.core.jdbc;

import io.leasewatch.core.jdbc.WatchedDataSource.Acquisition;
import io.leasewatch.core.lease.Gate;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How a connection is got from a pool that has a gate before it. */
final class GatedAcquisition {

    /** A pool may have as many dead connections as it has connections; whoever gets that many learns it from the driver. */
    private static final int MOST_THROWN_AWAY = 20;

    private GatedAcquisition() {}

    static Connection through(Gate gate, Acquisition acquisition) throws SQLException {
        enter(gate);
        try {
            Connection connection = fit(gate, acquisition);
            asked(gate, null);
            return connection;
        } catch (SQLException e) {
            asked(gate, e);
            throw e;
        } catch (RuntimeException | Error e) {
            asked(gate, new SQLException(e));
            throw e;
        }
    }

    private static Connection fit(Gate gate, Acquisition acquisition) throws SQLException {
        Connection connection = acquisition.acquire();
        for (int i = 0; i < MOST_THROWN_AWAY && !isFit(gate, connection); i++) {
            throwAway(connection);
            connection = acquisition.acquire();
        }
        return connection;
    }

    private static void throwAway(Connection connection) {
        // Closing alone would put it back for the next one.
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // It is closed below all the same.
        }
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            // There is nothing left of it to be closed.
        }
    }

    /** The monitor that put the gate there may be going at this moment, and its classes with it. */
    private static void enter(Gate gate) throws SQLException {
        try {
            gate.enter();
        } catch (RuntimeException | Error e) {
            return;
        }
    }

    private static boolean isFit(Gate gate, Connection connection) {
        try {
            return gate.isFit(connection);
        } catch (RuntimeException | Error e) {
            return true;
        }
    }

    private static void asked(Gate gate, @Nullable SQLException failure) {
        try {
            gate.asked(failure);
        } catch (RuntimeException | Error e) {
            return;
        }
    }
}
