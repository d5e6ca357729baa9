package io.leasewatch.it.corpus;

import io.leasewatch.TrackConnections;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What people do with PostgreSQL in particular. */
@RequestScoped
@Path("postgres")
public class Postgres extends Databases {

    private static final String CONTAINER = "closed_by_container";

    @Resource(lookup = "jdbc/postgres", shareable = false)
    private DataSource postgres;

    @Resource(lookup = "jdbc/postgres-manual", shareable = false)
    private DataSource kept;

    @GET
    @Path("report")
    @Innocent
    public String report() throws SQLException {
        try (Connection connection = postgres.getConnection(); // postgres/report
                Statement statement = connection.createStatement()) {
            return "slept " + statement.execute("select pg_sleep(" + LONG.toSeconds() + ")");
        }
    }

    @GET
    @Path("cursor")
    @TrackConnections(maxHold = "PT1M", reason = "exports row by row")
    @Innocent
    public String cursor() throws SQLException {
        try (Connection connection = postgres.getConnection(); // postgres/cursor
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(1);
            int rows = 0;
            try (ResultSet all = statement.executeQuery("select * from generate_series(1, 7)")) {
                for (; all.next(); rows++) {
                    think(LONG.dividedBy(7));
                }
            }
            connection.commit();
            return rows + " rows";
        }
    }

    @GET
    @Path("listen")
    @TrackConnections(reason = "listens for what others change")
    @Innocent
    public String listen() throws SQLException {
        Connection connection = kept.getConnection(); // postgres/listen
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen changes");
        }
        new Thread(() -> poll(connection), "corpus-listen").start();
        return "listens";
    }

    @GET
    @Path("failed-transaction")
    @Innocent
    public String failedTransaction() throws SQLException {
        try (Connection connection = postgres.getConnection()) { // postgres/failed-transaction
            connection.setAutoCommit(false);
            try {
                return "executed "
                        + connection
                                .prepareStatement("select nothing from nowhere")
                                .execute();
            } catch (SQLException e) {
                connection.rollback();
                return "rolled back";
            }
        }
    }

    @GET
    @Path("left-open")
    @Leaks(kind = "outlived_request", ending = CONTAINER)
    public String leftOpen() throws SQLException {
        return use(postgres.getConnection()); // postgres/left-open
    }

    @GET
    @Path("left-idle-in-transaction")
    @Leaks(kind = "outlived_request", ending = CONTAINER, idleInTransaction = true)
    public String leftIdleInTransaction() throws SQLException {
        Connection connection = postgres.getConnection(); // postgres/left-idle-in-transaction
        connection.setAutoCommit(false);
        return use(connection);
    }

    private static void poll(Connection connection) {
        try {
            while (!connection.isClosed()) {
                use(connection);
                think(LONG.dividedBy(7));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
