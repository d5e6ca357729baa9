package io.leasewatch.monitor.postgres;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.pool.PollingThread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Polls one database at intervals on its own thread, and keeps the latest snapshot.
 *
 * <p>{@link #snapshot} may be called by any thread and does not wait. Only the polling thread uses the connection, except that {@link
 * #stop} aborts it.
 */
final class PostgresWatch {

    private static final Logger LOG = SafeLogger.of(PostgresWatch.class);

    /** Tolerance before a late answer makes the database slow. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final String NAME = "PostgreSQL";

    private final String name;
    private final DatabaseAccess database;
    private final Duration timeout;
    private final InstantSource clock;
    private final Ticker ticker;
    private final PollingThread thread;
    private volatile @Nullable Connection connection;
    private volatile PostgresSnapshot last;
    /** The ticker at the start of the current poll, 0 if none is running. A start at 0 is recorded as 1. */
    private volatile long pollingSince;

    PostgresWatch(
            String name,
            DatabaseAccess database,
            Duration timeout,
            Duration interval,
            InstantSource clock,
            Ticker ticker) {
        this.name = name;
        this.database = database;
        this.timeout = timeout;
        this.clock = clock;
        this.ticker = ticker;
        this.last = new PostgresSnapshot(
                name,
                PostgresState.CONNECTING,
                "was not polled yet",
                clock.instant(),
                ticker.nanos(),
                null,
                null,
                false);
        this.thread = new PollingThread("leasewatch-postgres", interval, this::poll, this::closeConnection);
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    /** The latest snapshot. If the current poll has been running for too long, the state is slow, whatever the last answer was. */
    PostgresSnapshot snapshot() {
        PostgresSnapshot known = last;
        long since = pollingSince;
        boolean slow = since != 0
                && ticker.nanos() - since
                        > TimeUnit.NANOSECONDS.convert(timeout.multipliedBy(2).plus(GRACE));
        return slow ? known.but(PostgresState.SLOW, "does not answer in time") : known;
    }

    /** Stops polling, and aborts a running poll. Does not wait for the thread. */
    void stop() {
        thread.stop();
        closeConnection();
    }

    /** Whether the thread has ended. */
    boolean isOver() {
        return thread.hasEnded();
    }

    /** Always true, so that the interval stays the same after a failure: the database may be full only for a moment. */
    private boolean poll() {
        pollOnce();
        return true;
    }

    private void pollOnce() {
        long began = ticker.nanos();
        pollingSince = began == 0 ? 1 : began;
        try {
            PostgresFacts facts = PostgresQueries.read(connected());
            publish(new PostgresSnapshot(
                    name,
                    PostgresState.UP,
                    facts.isFull() ? "has no connection left: all " + facts.usable() + " are in use" : "",
                    clock.instant(),
                    began,
                    facts,
                    facts.usable(),
                    facts.isFull()));
        } catch (SQLException | RuntimeException | LinkageError e) {
            closeConnection();
            PostgresFailure failure = PostgresFailure.of(e);
            publish(new PostgresSnapshot(
                    name, failure.state(), failure.why(), clock.instant(), began, null, last.usable(), failure.full()));
        } finally {
            pollingSince = 0;
            if (!database.isKept()) {
                closeConnection();
            }
        }
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.connect(timeout);
            connection = open;
            String product = open.getMetaData().getDatabaseProductName();
            if (!NAME.equals(product)) {
                throw new SQLException("It is " + product, "HYC00");
            }
        }
        return open;
    }

    private void closeConnection() {
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try {
            if (database.isKept()) {
                // Not close(), which may block on a database that does not answer.
                open.abort(Runnable::run);
            } else {
                open.close();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A connection to PostgreSQL could not be closed", e);
        }
    }

    private void publish(PostgresSnapshot now) {
        PostgresState before = last.state();
        last = now;
        if (thread.isStopped() || before == now.state()) {
            return;
        }
        if (now.state() != PostgresState.UP) {
            LOG.log(Level.WARNING, "LSW2301W: {0} {1}. Its backends are not shown until it answers.", name, now.why());
        } else if (before != PostgresState.CONNECTING) {
            LOG.log(Level.INFO, "LSW2302I: {0} answers again.", name);
        }
    }
}
