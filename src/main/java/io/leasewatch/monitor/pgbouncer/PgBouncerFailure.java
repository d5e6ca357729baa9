package io.leasewatch.monitor.pgbouncer;

import io.leasewatch.monitor.pool.ErrorText;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A failure to poll a PgBouncer.
 *
 * @param state the state that follows from it
 * @param message a description in one line, without credentials
 */
record PgBouncerFailure(PgBouncerState state, String message) {

    /** The console could not be opened. */
    static PgBouncerFailure atOpening(Throwable thrown, String password) {
        return new PgBouncerFailure(
                isRefusal(thrown) ? PgBouncerState.REFUSED : stateOf(thrown), ErrorText.of(thrown, password));
    }

    /** An open console failed. A closed connection is not a refusal; the next attempt to open decides. */
    static PgBouncerFailure atPolling(Throwable thrown, String password) {
        return new PgBouncerFailure(stateOf(thrown), ErrorText.of(thrown, password));
    }

    private static PgBouncerState stateOf(Throwable thrown) {
        return isTimeout(thrown) ? PgBouncerState.HUNG : PgBouncerState.DOWN;
    }

    private static boolean isRefusal(Throwable thrown) {
        if (thrown instanceof NoPgBouncerException) {
            return true;
        }
        ServerErrorMessage serverMessage = serverMessage(thrown);
        if (serverMessage != null) {
            // PgBouncer is shutting down or starting up: SQLState class 57. Before 1.19 every SQLState is 08P01, so the
            // message decides.
            return !sqlState(thrown).startsWith("57")
                    && !String.valueOf(serverMessage.getMessage()).contains("shutting down");
        }
        // The driver itself rejected the login method.
        return sqlState(thrown).equals("08004") || sqlState(thrown).startsWith("28");
    }

    private static boolean isTimeout(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        // A login timeout of the driver has this SQLState and no cause. Its message is localized.
        return sqlState(thrown).equals("08001") && thrown.getCause() == null && serverMessage(thrown) == null;
    }

    private static @Nullable ServerErrorMessage serverMessage(Throwable thrown) {
        return thrown instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
    }

    private static String sqlState(Throwable thrown) {
        return thrown instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }
}
