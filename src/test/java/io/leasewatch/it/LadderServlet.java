package io.leasewatch.it;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** Holds connections for too long in several ways, and says what becomes of them. It knows nothing of Leasewatch. */
@WebServlet("/*")
public class LadderServlet extends HttpServlet {

    private static final int PATIENCE_SECONDS = 40;

    /** Nothing that a database could answer in this test's time, and one that looks now and then whether it is to stop. */
    private static final String ENDLESS = "select count(*) from system_range(1, 1000000000000) where mod(x, 7) = 8";

    @Resource(lookup = "jdbc/left", shareable = false)
    private DataSource left;

    @Resource(lookup = "jdbc/right")
    private DataSource right;

    @Resource(lookup = "jdbc/defeated")
    private DataSource defeated;

    @Resource
    private UserTransaction transaction;

    private volatile boolean goOn;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        DataSource source = "right".equals(request.getParameter("source")) ? right : left;
        String said;
        try {
            said = switch (request.getPathInfo()) {
                case "/transaction" -> transaction();
                case "/local" -> local(source);
                case "/defeated" -> defeated();
                default -> query(source);
            };
        } catch (Exception e) {
            said = e.toString();
        }
        response.getWriter().print(said);
    }

    private String defeated() throws SQLException {
        defeated.getConnection().close();
        return "taken and closed";
    }

    /** Executes a statement that does not end, and forgets the connection when it has. */
    private String query(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        String query = "ended";
        try (Statement statement = connection.createStatement()) {
            statement.execute(ENDLESS);
        } catch (SQLException e) {
            query = "cancelled";
        }
        boolean openStill = !connection.isClosed();
        waitUntil(() -> isClosed(connection));
        return query + ", then " + (openStill ? "open" : "closed") + ", then "
                + (connection.isClosed() ? "closed" : "open");
    }

    /** Takes its time in the middle of a transaction of its own. */
    private String local(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1");
            awaitWord();
            connection.rollback();
            awaitWord();
        }
        return "rolled back";
    }

    /** Takes its time in the middle of a JTA transaction over both databases. */
    private String transaction() throws Exception {
        create(left);
        create(right);
        StringBuilder said = new StringBuilder();
        transaction.begin();
        try (Connection first = left.getConnection();
                Connection second = right.getConnection()) {
            write(first);
            write(second);
            waitUntil(() -> status() == Status.STATUS_MARKED_ROLLBACK);
            said.append("status ").append(status());
            said.append(", wrote ").append(rows(first)).append(' ').append(rows(second));
            said.append(first.isClosed() || second.isClosed() ? ", closed" : ", open");
        }
        try {
            transaction.commit();
            said.append(", committed");
        } catch (RollbackException e) {
            said.append(", ").append(e.getClass().getSimpleName());
        }
        try (Connection first = left.getConnection();
                Connection second = right.getConnection()) {
            said.append(", then ").append(rows(first)).append(' ').append(rows(second));
        }
        return said.toString();
    }

    private static void create(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists rung (id int)");
        }
    }

    private static void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into rung values (1)");
        }
    }

    private static int rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from rung")) {
            count.next();
            return count.getInt(1);
        }
    }

    private int status() {
        try {
            return transaction.getStatus();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private void awaitWord() {
        goOn = false;
        waitUntil(() -> goOn);
    }

    private static void waitUntil(BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE_SECONDS * 20 && !condition.getAsBoolean(); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets {@link #local} go on. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        goOn = true;
    }
}
