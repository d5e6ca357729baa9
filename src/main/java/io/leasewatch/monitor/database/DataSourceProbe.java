package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Pings a database with a connection from its pool, which is not tracked as a lease. A dead connection is aborted, because the pool would
 * otherwise hand it to an application, and the ping is repeated with another one.
 */
final class DataSourceProbe implements Probe {

    private static final Logger LOG = SafeLogger.of(DataSourceProbe.class);

    private final String name;
    private final Lookup lookup;
    private final Ticker ticker;
    private final Poolers poolers;
    private boolean logged;
    private volatile boolean waiting;
    /** The URL of the connection that was acquired last, empty before the first. */
    private volatile String url = "";

    DataSourceProbe(String name, Lookup lookup, Ticker ticker, Poolers poolers) {
        this.name = name;
        this.lookup = lookup;
        this.ticker = ticker;
        this.poolers = poolers;
    }

    @Override
    public PingResult ping(Duration timeout) throws NamingException, SQLException {
        ThreadContext.current().stepAside();
        DataSource dataSource = dataSource();
        long began = ticker.nanos();
        do {
            try (Connection connection = acquire(dataSource)) {
                if (connection.isValid(GuardGate.seconds(timeout))) {
                    return new PingResult.Answered(since(began));
                }
                connection.abort(Runnable::run);
            }
        } while (since(began).compareTo(timeout) < 0);
        return new PingResult.Failed(
                "no connection from its pool passed the test within " + HumanText.duration(timeout));
    }

    @Override
    public int warmUp(int connections) throws NamingException, SQLException {
        ThreadContext.current().stepAside();
        DataSource dataSource = dataSource();
        List<Connection> opened = new ArrayList<>();
        try {
            while (opened.size() < connections) {
                opened.add(acquire(dataSource));
            }
        } catch (SQLException e) {
            if (!ConnectionFailures.isFullPool(e)) {
                throw e;
            }
        } finally {
            for (Connection connection : opened) {
                connection.close();
            }
        }
        return opened.size();
    }

    @Override
    public Optional<String> fullPooler() {
        return url.isEmpty() ? Optional.empty() : poolers.full(url);
    }

    @Override
    public boolean isWaiting() {
        return waiting;
    }

    private Connection acquire(DataSource dataSource) throws SQLException {
        waiting = true;
        try {
            Connection connection = dataSource.getConnection();
            if (connection == null) {
                throw new SQLException("The driver of " + name + " returned no connection");
            }
            url = url(connection);
            return connection;
        } finally {
            waiting = false;
        }
    }

    private static String url(Connection connection) {
        try {
            String known = connection.getMetaData().getURL();
            return known == null ? "" : known;
        } catch (SQLException e) {
            return "";
        }
    }

    private Duration since(long began) {
        return Duration.ofNanos(ticker.nanos() - began);
    }

    /** Looks the data source up each time, because a change of its configuration at run time creates a new one. */
    private DataSource dataSource() throws NamingException {
        Object bound;
        try {
            bound = lookup.lookUp(name);
        } catch (NamingException e) {
            logUnusable("no data source has that JNDI name, or its driver is missing");
            throw e;
        }
        if (bound instanceof DataSource dataSource) {
            return dataSource;
        }
        logUnusable("that name is bound to a " + bound.getClass().getName());
        throw new NamingException(name);
    }

    private void logUnusable(String why) {
        if (!logged) {
            logged = true;
            LOG.log(
                    Level.ERROR,
                    "LSW7007E: leasewatch.database.guarded must list JNDI names of data sources, was {0}: {1}. The"
                            + " lookup is repeated; until it succeeds, the server is not ready.",
                    name,
                    why);
        }
    }
}
