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

/** A console that is asked with the driver of PostgreSQL. */
final class JdbcConsole implements Console {

    /** Nobody looks at more clients than this, and they are to fit into memory. */
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
        // From 9.0 on the driver gives its name while it logs in, and not with a SET that a console refuses; from 9.4
        // on it would say
        // there that it replicates, which consoles refuse, too.
        properties.setProperty("assumeMinServerVersion", "9.0");
        properties.setProperty("loginTimeout", String.valueOf(settings.timeout().toMillis() / 1000.0));
        properties.setProperty("connectTimeout", wholeSeconds(settings.timeout()));
        properties.setProperty("socketTimeout", wholeSeconds(settings.timeout()));
        Connection connection = DRIVER.connect(address.url(), properties);
        if (connection == null) {
            throw new SQLException("The driver does not know such a URL");
        }
        JdbcConsole console = new JdbcConsole(connection);
        try {
            // The driver counts it in seconds; from here on it can be exact.
            connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, millis(settings.timeout())));
            console.checkWhoAnswers();
            return console;
        } catch (SQLException | RuntimeException e) {
            console.close();
            throw e;
        }
    }

    private static long millis(Duration timeout) {
        return Math.max(1, timeout.toMillis());
    }

    /** 0 would be forever. */
    private static String wholeSeconds(Duration timeout) {
        return String.valueOf(Math.min(3600, (millis(timeout) + 999) / 1000));
    }

    private void checkWhoAnswers() throws SQLException {
        List<ConsoleRow> answer;
        try {
            answer = show("VERSION");
        } catch (SQLException e) {
            if (isOpen()) {
                throw new NoPgBouncerException("What answers is no PgBouncer: it does not know SHOW VERSION");
            }
            throw e;
        }
        if (answer.isEmpty() || !answer.get(0).text("version").startsWith("PgBouncer")) {
            throw new NoPgBouncerException("What answers is no PgBouncer");
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
            // It is gone one way or the other.
        }
    }

    @Override
    public void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // It is gone one way or the other.
        }
    }
}
