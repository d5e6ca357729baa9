package io.leasewatch.monitor.diagnosis;

import io.leasewatch.core.work.Borrower;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The data of one error until it is counted. It does not reference the exception, which would keep its application in memory.
 *
 * @param service the service whose work failed
 * @param operation the operation that failed
 * @param type the class of the exception
 * @param cause the class of its root cause, empty if it has none
 * @param sqlState the first SQLState in the chain of causes, empty if there is none
 * @param text the message of the root cause, cut to {@link ErrorTemplate#LONGEST} characters
 */
record ErrorRecord(
        String service,
        String operation,
        String type,
        String cause,
        String sqlState,
        @Nullable String text) {

    private static final int LONGEST_CHAIN = 20;
    private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

    static ErrorRecord of(Borrower borrower, Throwable error) {
        Throwable root = error;
        String state = state(error);
        for (int i = 0; i < LONGEST_CHAIN && root.getCause() != null; i++) {
            root = root.getCause();
            state = state.isEmpty() ? state(root) : state;
        }
        String text = root.getMessage();
        return new ErrorRecord(
                borrower.operation().service(),
                borrower.operation().name(),
                error.getClass().getName(),
                root == error ? "" : root.getClass().getName(),
                state,
                text == null || text.length() <= ErrorTemplate.LONGEST
                        ? text
                        : text.substring(0, ErrorTemplate.LONGEST));
    }

    private static String state(Throwable link) {
        String state = link instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && STATE.matcher(state).matches() ? state : "";
    }

    ErrorKind kind() {
        return new ErrorKind(service, type, cause, sqlState, ErrorTemplate.shown(text));
    }
}
