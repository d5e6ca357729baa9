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
 * Tracking by hand, where no annotation reaches. Thread-safe.
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

    /** Begins a piece of work on the current thread. Close what it answers when the work ends. */
    public static Tracking track(String service, String operation) {
        return Tracking.begin(
                LeaseRegistry.shared(), Borrower.of(new Operation(service, operation), user(), TraceId.current()));
    }

    /**
     * Begins a piece of work under an id of the caller's, to be ended by {@link #release}, or by closing what this answers. An id
     * that is tracked already is released first.
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

    /** Ends the work that was begun under {@code id}. False if there is none. */
    public static boolean release(String id) {
        Tracking tracking = BY_ID.remove(id);
        if (tracking == null) {
            return false;
        }
        tracking.close();
        return true;
    }

    /** Counts an error of {@code service} and tells whoever listens. */
    public static void recordError(String service, Throwable error, String operation) {
        LeaseRegistry.shared()
                .recordError(Borrower.of(new Operation(service, operation), user(), TraceId.current()), error);
    }

    /**
     * Gives {@code work} a connection and takes it back, whatever happens.
     *
     * @throws SQLException what {@code work} or the data source throws
     */
    public static <T> T withConnection(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        }
    }

    /**
     * Gives {@code work} a connection in a transaction of its own: committed when it returns, rolled back when it throws. Not for
     * use inside a JTA transaction, whose commit is not the connection's to decide.
     *
     * @throws SQLException what {@code work} or the data source throws
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
            // Only after a rollback: to switch auto-commit on commits what is pending.
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

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
