package io.leasewatch;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.request.Application;
import io.leasewatch.core.request.TraceId;
import io.leasewatch.core.request.Tracking;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;

/**
 * Tracks work from code, for work that no annotation covers. Thread-safe.
 *
 * <pre>{@code
 * try (var work = ConnectionMonitor.track("bookshop", "nightly import")) {
 *     …
 * }
 * }</pre>
 */
public final class ConnectionMonitor {

    private static final ConcurrentMap<String, Tracking> BY_ID = new ConcurrentHashMap<>();

    private ConnectionMonitor() {}

    /**
     * Begins a piece of work on the current thread. Connections that the thread acquires until the result is closed belong to
     * this work.
     *
     * @return to be closed when the work ends
     */
    public static Tracking track(String service, String operation) {
        return Tracking.begin(
                LeaseRegistry.shared(), Borrower.of(new Operation(service, operation), user(), TraceId.current()));
    }

    /**
     * Begins a piece of work under an id that the caller chooses. The work ends with {@link #release}, or when the result is
     * closed. If work with this id is already tracked, it is ended first.
     */
    public static Tracking track(String id, String endpoint, String user) {
        Borrower borrower = Borrower.named(id, new Operation(service(), endpoint), user);
        Tracking tracking = Tracking.begin(LeaseRegistry.shared(), borrower, over -> BY_ID.remove(id, over));
        Tracking before = BY_ID.put(id, tracking);
        if (before != null) {
            before.close();
        }
        return tracking;
    }

    /**
     * Ends the work that was begun under {@code id}.
     *
     * @return {@code false} if no work has this id
     */
    public static boolean release(String id) {
        Tracking tracking = BY_ID.remove(id);
        if (tracking == null) {
            return false;
        }
        tracking.close();
        return true;
    }

    /** Counts an error of {@code service} and notifies the listeners. */
    public static void recordError(String service, Throwable error, String operation) {
        LeaseRegistry.shared()
                .recordError(Borrower.of(new Operation(service, operation), user(), TraceId.current()), error);
    }

    /**
     * Acquires a connection, runs {@code work} with it and closes it, even if {@code work} throws.
     *
     * @throws SQLException if {@code work} or the data source throws it
     */
    public static <T> T withConnection(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        }
    }

    /**
     * Acquires a connection and runs {@code work} in a transaction: committed when {@code work} returns, rolled back when it
     * throws. The connection is closed in both cases.
     *
     * <p>Not for use inside a JTA transaction, because there the transaction manager commits.
     *
     * @throws SQLException if {@code work} or the data source throws it
     */
    public static <T> T inTransaction(DataSource dataSource, Work<T> work) throws SQLException {
        return withConnection(dataSource, connection -> {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.with(connection);
                connection.commit();
            } catch (Throwable e) {
                undo(connection, before, e);
                throw e;
            }
            connection.setAutoCommit(before);
            return result;
        });
    }

    private static void undo(Connection connection, boolean autoCommit, Throwable cause) {
        try {
            connection.rollback();
            // Only after a successful rollback, because switching auto-commit on commits pending changes.
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static String service() {
        String service = ThreadContext.current().borrower().operation().service();
        return service.equals(Operation.UNKNOWN.service()) ? Application.name() : service;
    }

    private static String user() {
        return ThreadContext.current().borrower().user();
    }

    /** Work that uses a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
