package io.leasewatch.monitor.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs SQL statements. */
final class SqlRunner {

    private SqlRunner() {}

    static <T> List<T> query(Connection connection, String sql, Binding binding, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Parameters(statement));
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reading.read(found));
                }
            }
            return rows;
        }
    }

    static int update(Connection connection, String sql, Binding binding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Parameters(statement));
            return statement.executeUpdate();
        }
    }

    /** Runs a statement for each of {@code all}, as a batch. */
    static <T> void each(Connection connection, String sql, Iterable<T> all, BindingOf<T> binding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (T one : all) {
                binding.bind(new Parameters(statement), one);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** An insert statement. {@code columns} are separated by commas. */
    static String insert(String table, String columns) {
        return "insert into " + table + " (" + columns + ") values (" + columns.replaceAll("\\w+", "?") + ")";
    }

    @FunctionalInterface
    interface Binding {
        void bind(Parameters parameters) throws SQLException;
    }

    @FunctionalInterface
    interface BindingOf<T> {
        void bind(Parameters parameters, T one) throws SQLException;
    }

    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}
