package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Asks a database through its data source, with a connection of its pool, which is nobody's lease. A connection that has died is
 * thrown away, as the pool would hand it to an application next, and another one is asked.
 */
final class DataSourceProbe implements Probe {

    private static final Logger LOG = System.getLogger(DataSourceProbe.class.getName());

    private final String name;
    private final Lookup lookup;
    private final Ticker ticker;
    private boolean said;
    private volatile boolean waiting;

    DataSourceProbe(String name, Lookup lookup, Ticker ticker) {
        this.name = name;
        this.lookup = lookup;
        this.ticker = ticker;
    }

    @Override
    public PingResult ping(Duration timeout) throws NamingException, SQLException {
        ThreadContext.current().stepAside();
        DataSource dataSource = dataSource();
        long began = ticker.nanos();
        do {
            try (Connection connection = take(dataSource)) {
                if (connection.isValid(GuardGate.seconds(timeout))) {
                    return new PingResult.Answered(since(began));
                }
                connection.abort(Runnable::run);
            }
        } while (since(began).compareTo(timeout) < 0);
        return new PingResult.Failed("no connection of its pool passed the test within " + timeout);
    }

    @Override
    public int warmUp(int connections) throws NamingException, SQLException {
        ThreadContext.current().stepAside();
        DataSource dataSource = dataSource();
        List<Connection> opened = new ArrayList<>();
        try {
            while (opened.size() < connections) {
                opened.add(take(dataSource));
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
    public boolean isWaiting() {
        return waiting;
    }

    private Connection take(DataSource dataSource) throws SQLException {
        waiting = true;
        try {
            return dataSource.getConnection();
        } finally {
            waiting = false;
        }
    }

    private Duration since(long began) {
        return Duration.ofNanos(ticker.nanos() - began);
    }

    /** Each time anew: a data source that is configured anew while the server runs is another one. */
    private DataSource dataSource() throws NamingException {
        Object bound;
        try {
            bound = lookup.lookUp(name);
        } catch (NamingException e) {
            refuse("nothing has that JNDI name, or its driver is missing");
            throw e;
        }
        if (bound instanceof DataSource dataSource) {
            return dataSource;
        }
        refuse("it is a " + bound.getClass().getName());
        throw new NamingException(name);
    }

    private void refuse(String why) {
        if (!said) {
            said = true;
            LOG.log(
                    Level.ERROR,
                    "LSW7007E: leasewatch.database.guarded must be the JNDI names of data sources, was {0}: {1}. It is"
                            + " looked for again, and the server is not ready without it.",
                    name,
                    why);
        }
    }
}
