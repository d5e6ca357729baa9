package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/** One thread, one request, and what it does with {@code getConnection} and {@code close}. */
@RequestScoped
@Path("jdbc")
public class PlainJdbc extends Databases {

    private static final String CONTAINER = "closed_by_container";

    @GET
    @Path("try-with-resources")
    @Innocent
    public String tryWithResources() throws SQLException {
        try (Connection connection = shared.getConnection()) { // jdbc/try-with-resources
            return use(connection);
        }
    }

    @GET
    @Path("closed-in-finally")
    @Innocent
    public String closedInFinally() throws SQLException {
        Connection connection = unshared.getConnection(); // jdbc/closed-in-finally
        try {
            return use(connection);
        } finally {
            connection.close();
        }
    }

    @GET
    @Path("closed-twice")
    @Innocent
    public String closedTwice() throws SQLException {
        Connection connection = manual.getConnection(); // jdbc/closed-twice
        use(connection);
        connection.close();
        connection.close();
        return "closed twice";
    }

    @GET
    @Path("statement-left-open")
    @Innocent
    public String statementLeftOpen() throws SQLException {
        try (Connection connection = manual.getConnection()) { // jdbc/statement-left-open
            Statement forgotten = connection.createStatement();
            return "executed " + forgotten.execute("select 1");
        }
    }

    @GET
    @Path("failed-and-closed")
    @Innocent
    public String failedAndClosed() {
        try (Connection connection = manual.getConnection(); // jdbc/failed-and-closed
                PreparedStatement wrong = connection.prepareStatement("select nothing from nowhere")) {
            return "executed " + wrong.execute();
        } catch (SQLException e) {
            return "failed";
        }
    }

    @GET
    @Path("aborted")
    @Innocent
    public String aborted() throws SQLException {
        Connection connection = manual.getConnection(); // jdbc/aborted
        use(connection);
        connection.abort(Runnable::run);
        return "aborted";
    }

    @GET
    @Path("batch")
    @Innocent
    public String batch() throws SQLException {
        for (int i = 0; i < 50; i++) {
            try (Connection connection = manual.getConnection()) { // jdbc/batch
                use(connection);
            }
        }
        return "50 times";
    }

    @GET
    @Path("warm-up")
    @Innocent
    public String warmUp() throws SQLException {
        Deque<Connection> all = new ArrayDeque<>();
        for (int i = 0; i < 10; i++) {
            all.add(manual.getConnection()); // jdbc/warm-up
        }
        for (Connection connection : all) {
            connection.close();
        }
        return "10 at once";
    }

    @GET
    @Path("left-open-shareable")
    @Leaks(kind = "outlived_request", ending = CONTAINER)
    public String leftOpenShareable() throws SQLException {
        return use(shared.getConnection()); // jdbc/left-open-shareable
    }

    @GET
    @Path("left-open-unshareable")
    @Leaks(kind = "outlived_request", ending = CONTAINER)
    public String leftOpenUnshareable() throws SQLException {
        return use(unshared.getConnection()); // jdbc/left-open-unshareable
    }

    @GET
    @Path("left-open-for-good")
    @Leaks(kind = "outlived_request")
    public String leftOpenForGood() throws SQLException {
        return keep(manual.getConnection()); // jdbc/left-open-for-good
    }

    @GET
    @Path("exception-before-close")
    @Leaks(kind = "outlived_request", ending = CONTAINER)
    public String exceptionBeforeClose() throws SQLException {
        try {
            Connection connection = unshared.getConnection(); // jdbc/exception-before-close
            connection.prepareStatement("select nothing from nowhere").execute();
            connection.close();
            return "closed";
        } catch (SQLException e) {
            return "failed";
        }
    }

    @GET
    @Path("early-return")
    @Leaks(kind = "outlived_request", ending = CONTAINER)
    public String earlyReturn() throws SQLException {
        Connection connection = shared.getConnection(); // jdbc/early-return
        String used = use(connection);
        if (Objects.equals(used, "used")) {
            return used;
        }
        connection.close();
        return "closed";
    }

    @GET
    @Path("only-the-statement-closed")
    @Leaks(kind = "outlived_request", ending = CONTAINER)
    public String onlyTheStatementClosed() throws SQLException {
        Connection connection = unshared.getConnection(); // jdbc/only-the-statement-closed
        try (Statement statement = connection.createStatement()) {
            return "executed " + statement.execute("select 1");
        }
    }

    @GET
    @Path("last-of-loop-closed")
    @Leaks(kind = "outlived_request", times = 3)
    public String lastOfLoopClosed() throws SQLException {
        Connection connection = null;
        for (int i = 0; i < 4; i++) {
            connection = manual.getConnection(); // jdbc/last-of-loop-closed
            use(connection);
        }
        Objects.requireNonNull(connection).close();
        return "closed one of four";
    }

    @GET
    @Path("second-of-two")
    @Leaks(kind = "outlived_request", ending = CONTAINER)
    public String secondOfTwo() throws SQLException {
        try (Connection first = unshared.getConnection()) {
            Connection second = unshared.getConnection(); // jdbc/second-of-two
            return use(first) + use(second);
        }
    }
}
