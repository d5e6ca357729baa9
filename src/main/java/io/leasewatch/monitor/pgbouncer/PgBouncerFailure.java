package io.leasewatch.monitor.pgbouncer;

import io.leasewatch.monitor.pool.ErrorText;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an exception says of the PgBouncer that was asked.
 *
 * @param state one of those in which it does not answer
 * @param message one line for people, without credentials
 */
record PgBouncerFailure(PgBouncerState state, String message) {

    /** What kept us from getting a console. */
    static PgBouncerFailure atOpening(Throwable thrown, String password) {
        return new PgBouncerFailure(
                isRefusal(thrown) ? PgBouncerState.REFUSED : atWork(thrown), ErrorText.of(thrown, password));
    }

    /** What happened to a console that had been answering. Being thrown out is no refusal: the next try tells. */
    static PgBouncerFailure atAsking(Throwable thrown, String password) {
        return new PgBouncerFailure(atWork(thrown), ErrorText.of(thrown, password));
    }

    private static PgBouncerState atWork(Throwable thrown) {
        return isTimeout(thrown) ? PgBouncerState.HUNG : PgBouncerState.DOWN;
    }

    private static boolean isRefusal(Throwable thrown) {
        if (thrown instanceof NoPgBouncerException) {
            return true;
        }
        ServerErrorMessage said = said(thrown);
        if (said != null) {
            // Shutting down or starting up: class 57, or before 1.19, where every state is 08P01, in words.
            return !sqlState(thrown).startsWith("57")
                    && !String.valueOf(said.getMessage()).contains("shutting down");
        }
        // The driver's own verdict on how it should log in.
        return sqlState(thrown).equals("08004") || sqlState(thrown).startsWith("28");
    }

    private static boolean isTimeout(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        // The driver gave the connection up after its login timeout, and says so in the words of some language only.
        return sqlState(thrown).equals("08001") && thrown.getCause() == null && said(thrown) == null;
    }

    private static @Nullable ServerErrorMessage said(Throwable thrown) {
        return thrown instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
    }

    private static String sqlState(Throwable thrown) {
        return thrown instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }
}
