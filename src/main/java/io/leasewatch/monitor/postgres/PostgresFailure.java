package io.leasewatch.monitor.postgres;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failure to poll a database. Contains no text of the driver, which may name hosts, users and databases.
 *
 * @param state the state that follows from it
 * @param why completes the sentence "PostgreSQL …"
 * @param full whether the database has no connection left
 */
record PostgresFailure(PostgresState state, String why, boolean full) {

    static PostgresFailure of(Throwable e) {
        if (isTimeout(e)) {
            return new PostgresFailure(PostgresState.SLOW, "does not answer in time", false);
        }
        String code = e instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
        return switch (code) {
            case "53300" -> new PostgresFailure(PostgresState.REFUSED, "has no connection left", true);
            case "57P03" -> refused("is starting up or stopping");
            case "28P01", "28000" -> refused("does not accept the user or the password");
            case "3D000" -> refused("has no database of that name");
            case "42501" -> refused("does not grant this user the required rights");
            case "57P01", "57P02" -> new PostgresFailure(PostgresState.DOWN, "ended the connection", false);
            case "HYC00" -> new PostgresFailure(PostgresState.DOWN, "is not the database at this address", false);
            case "08001", "08004", "08006", "08003" ->
                new PostgresFailure(PostgresState.DOWN, "cannot be reached", false);
            default ->
                new PostgresFailure(
                        PostgresState.DOWN,
                        code.isEmpty() ? "could not be queried" : "could not be queried (SQLState " + code + ")",
                        false);
        };
    }

    private static PostgresFailure refused(String why) {
        return new PostgresFailure(PostgresState.REFUSED, why, false);
    }

    private static boolean isTimeout(@Nullable Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
