package io.leasewatch.monitor.pgbouncer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/** A connection to a console with the JDBC driver of PostgreSQL. */
final class JdbcConsole implements Console {

    /** Limits the memory for clients and servers. */
    private static final int MOST_ROWS = 10_000;

    private static final Driver DRIVER = new Driver();

    private final Connection connection;

    private JdbcConsole(Connection connection) {
        this.connection = connection;
    }

    static Console open(PgBouncerAddress address, PgBouncerSettings settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        if (!settings.password().isEmpty()) {
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("ApplicationName", "leasewatch");
        // With 9.0 the driver sends its name at login, and not with a SET, which consoles reject. With 9.4 it would
        // also
        // request replication at login, which consoles reject too.
        properties.setProperty("assumeMinServerVersion", "9.0");
        properties.setProperty("loginTimeout", String.valueOf(settings.timeout().toMillis() / 1000.0));
        properties.setProperty("connectTimeout", wholeSeconds(settings.timeout()));
        properties.setProperty("socketTimeout", wholeSeconds(settings.timeout()));
        Connection connection = DRIVER.connect(address.url(), properties);
        if (connection == null) {
            throw new SQLException("The driver does not accept this URL");
        }
        JdbcConsole console = new JdbcConsole(connection);
        try {
            // The properties above are in whole seconds. From here on the timeout is exact.
            connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, millis(settings.timeout())));
            console.checkVersion();
            return console;
        } catch (SQLException | RuntimeException e) {
            console.close();
            throw e;
        }
    }

    private static long millis(Duration timeout) {
        return Math.max(1, timeout.toMillis());
    }

    /** Rounded up, because 0 would mean no timeout. At most an hour. */
    private static String wholeSeconds(Duration timeout) {
        return String.valueOf(Math.min(3600, (millis(timeout) + 999) / 1000));
    }

    private void checkVersion() throws SQLException {
        List<ConsoleRow> answer;
        try {
            answer = show("VERSION");
        } catch (SQLException e) {
            if (isOpen()) {
                throw new NoPgBouncerException("The server is not a PgBouncer: it does not know SHOW VERSION");
            }
            throw e;
        }
        if (answer.isEmpty() || !answer.get(0).text("version").startsWith("PgBouncer")) {
            throw new NoPgBouncerException("The server is not a PgBouncer");
        }
    }

    @Override
    public List<ConsoleRow> show(String what) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SHOW " + what)) {
            ResultSetMetaData columns = answer.getMetaData();
            List<ConsoleRow> rows = new ArrayList<>();
            while (answer.next() && rows.size() < MOST_ROWS) {
                rows.add(row(answer, columns));
            }
            return rows;
        }
    }

    private static ConsoleRow row(ResultSet answer, ResultSetMetaData columns) throws SQLException {
        Map<String, String> cells = new HashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            String cell = answer.getString(column);
            if (cell != null) {
                cells.put(columns.getColumnLabel(column), cell);
            }
        }
        return new ConsoleRow(cells);
    }

    @Override
    public boolean isOpen() {
        try {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            // The connection is unusable anyway.
        }
    }

    @Override
    public void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // The connection is unusable anyway.
        }
    }
}
