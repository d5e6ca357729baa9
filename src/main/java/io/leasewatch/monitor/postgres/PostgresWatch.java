package io.leasewatch.monitor.postgres;

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
 * Looks at one database again and again, and remembers the last it said.
 *
 * <p>On a thread of its own, so that nobody waits for a database that does not answer; whoever asks gets what is known. The connection
 * is that thread's alone, except that stopping aborts it.
 */
final class PostgresWatch {

    private static final Logger LOG = System.getLogger(PostgresWatch.class.getName());

    /** An answer may come a moment after its time without anybody being called slow. */
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
    /** Since when it has been asked, 0 while it is not; that the ticker says 0 is no harm. */
    private volatile long askedSince;

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
                "was not asked yet",
                clock.instant(),
                ticker.nanos(),
                null,
                null,
                false);
        this.thread = new PollingThread("leasewatch-postgres", interval, this::isLookedAt, this::letGo);
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    /** What is known of the database. One that has been asked for longer than it may take is slow, whatever it said before. */
    PostgresSnapshot snapshot() {
        PostgresSnapshot known = last;
        long since = askedSince;
        boolean slow = since != 0
                && ticker.nanos() - since
                        > TimeUnit.NANOSECONDS.convert(timeout.multipliedBy(2).plus(GRACE));
        return slow ? known.but(PostgresState.SLOW, "does not answer in time") : known;
    }

    /** Ends the looking, a look that goes on included. Does not wait for that. */
    void stop() {
        thread.stop();
        letGo();
    }

    /** Whether its thread is gone. */
    boolean isOver() {
        return thread.hasEnded();
    }

    /** Always: one that does not answer is asked again after the same interval, since it may be full only for a moment. */
    private boolean isLookedAt() {
        look();
        return true;
    }

    private void look() {
        long began = ticker.nanos();
        askedSince = began == 0 ? 1 : began;
        try {
            PostgresFacts facts = PostgresQueries.read(connected());
            note(new PostgresSnapshot(
                    name,
                    PostgresState.UP,
                    facts.isFull() ? "has no connection left: " + facts.usable() + " are out" : "",
                    clock.instant(),
                    began,
                    facts,
                    facts.usable(),
                    facts.isFull()));
        } catch (SQLException | RuntimeException | LinkageError e) {
            letGo();
            PostgresFailure failure = PostgresFailure.of(e);
            note(new PostgresSnapshot(
                    name, failure.state(), failure.why(), clock.instant(), began, null, last.usable(), failure.full()));
        } finally {
            askedSince = 0;
            if (!database.isKept()) {
                letGo();
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

    private void letGo() {
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try {
            if (database.isKept()) {
                // Says no farewell, which may wait for a database that does not answer.
                open.abort(Runnable::run);
            } else {
                open.close();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A connection to PostgreSQL could not be closed", e);
        }
    }

    private void note(PostgresSnapshot now) {
        PostgresState before = last.state();
        last = now;
        if (thread.isStopped() || before == now.state()) {
            return;
        }
        if (now.state() != PostgresState.UP) {
            LOG.log(
                    Level.WARNING,
                    "LSW2301W: {0} {1}. What its backends do is not known until it answers.",
                    name,
                    now.why());
        } else if (before != PostgresState.CONNECTING) {
            LOG.log(Level.INFO, "LSW2302I: {0} answers again.", name);
        }
    }
}
