package io.leasewatch;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.request.Application;
import io.leasewatch.core.request.MonitorSettings;
import io.leasewatch.core.request.TraceId;
import io.leasewatch.core.request.Tracking;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;

/**
 * Tracks work from code, for work that no annotation covers, and tells what is recorded. Thread-safe.
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

    /** The connections of all pools that are watched through this library: now, and since the start or the last reset. */
    public static Metrics metrics() {
        return Metrics.of(LeaseRegistry.shared());
    }

    /** Counts of connections and tracked work since the start or the last reset. */
    public static Statistics statistics() {
        return Statistics.of(LeaseRegistry.shared().totals().statistics());
    }

    /**
     * Changes settings of the monitor, as {@code PUT /api/settings} does, such as {@code Map.of("leasewatch.leak.threshold",
     * "PT1M")}. The changes are logged with the name of the application, take effect at once and apply until the monitor
     * restarts. Either all of them take effect, or none.
     *
     * @throws IllegalStateException if no monitor runs, as in plain Java
     * @throws IllegalArgumentException if a key is unknown or cannot be changed at run time, or a value is wrong; the message
     *     names the key, the rule and the value
     */
    public static void configure(Map<String, String> settings) {
        MonitorSettings.change(settings);
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

    /**
     * The connections of all pools.
     *
     * @param active connections in use
     * @param waiting threads that are acquiring a connection
     * @param max the sum of the maximum sizes that are known
     * @param utilization the highest utilization of a pool whose maximum is known, in percent
     * @param openLeaks open leaks that the monitor has found
     * @param timeouts acquisitions that timed out
     */
    public record Metrics(int active, int waiting, int max, double utilization, int openLeaks, long timeouts) {

        private static Metrics of(LeaseRegistry registry) {
            Collection<Pool> pools = registry.pools().values();
            return new Metrics(
                    pools.stream().mapToInt(Metrics::active).sum(),
                    pools.stream().mapToInt(Pool::acquiring).sum(),
                    pools.stream()
                            .map(Pool::limit)
                            .filter(Objects::nonNull)
                            .mapToInt(Integer::intValue)
                            .sum(),
                    pools.stream().mapToDouble(Metrics::utilization).max().orElse(0),
                    (int) registry.openLeases().stream()
                            .filter(Lease::hasLeaked)
                            .count(),
                    pools.stream().mapToLong(Pool::timeouts).sum());
        }

        private static int active(Pool pool) {
            return pool.tally().active();
        }

        private static double utilization(Pool pool) {
            Integer limit = pool.limit();
            return limit == null || limit == 0 ? 0 : 100.0 * active(pool) / limit;
        }
    }

    /**
     * Counts of connections, and of tracked work that took none.
     *
     * @param totalAcquired acquired, including those that are open now
     * @param totalReleased returned
     * @param currentlyActive open now
     * @param peakConnections the most that were open at once
     * @param averageConnectionDuration the average hold time of those returned, zero if there are none
     * @param errors errors recorded
     */
    public record Statistics(
            long totalAcquired,
            long totalReleased,
            int currentlyActive,
            int peakConnections,
            Duration averageConnectionDuration,
            long errors) {

        private static Statistics of(LeaseStatistics statistics) {
            return new Statistics(
                    statistics.totalAcquired(),
                    statistics.totalReleased(),
                    statistics.currentlyActive(),
                    statistics.peakConnections(),
                    statistics.averageConnectionDuration(),
                    statistics.errors());
        }
    }

    /** Work that uses a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
