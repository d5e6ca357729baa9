package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/** What the programs have in common: three data sources, and something to do with a connection. */
abstract class Databases {

    /** Longer than a connection may be held before it is overdue. */
    static final Duration LONG = Duration.ofSeconds(7);

    private static final Queue<Object> OUT = new ConcurrentLinkedQueue<>();

    /** Shareable connections: the server takes them back when the request or the transaction is over. */
    @Resource(lookup = "jdbc/shared")
    DataSource shared;

    /** Unshareable ones, which the server closes at the end of a request. */
    @Resource(lookup = "jdbc/unshared", shareable = false)
    DataSource unshared;

    /** Unshareable ones, and {@code autoCloseConnections="false"}: nobody but the application closes them. */
    @Resource(lookup = "jdbc/manual", shareable = false)
    DataSource manual;

    /** Works with the connection for a moment. */
    static String use(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
        return "used";
    }

    /** A statement that the database works on for so long. */
    static String query(Connection connection, Duration time) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("call sleep(" + time.toMillis() + ")");
        }
        return "queried";
    }

    /** Keeps a reachable reference to what is never closed. */
    static String keep(Connection connection) throws SQLException {
        use(connection);
        OUT.add(connection);
        return "kept";
    }

    /** Keeps a reachable reference to {@code owner}, which keeps what it took. */
    static <T> T keep(T owner) {
        OUT.add(owner);
        return owner;
    }

    /** Works for that long on something else. */
    static void think(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
