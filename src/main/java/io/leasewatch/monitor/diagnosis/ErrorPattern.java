package io.leasewatch.monitor.diagnosis;

import java.time.Instant;
import java.util.List;

/**
 * Errors that are counted together. Immutable.
 *
 * @param service the service whose work failed
 * @param type the class of the exception
 * @param cause the class of its root cause, empty if it has none
 * @param sqlState five letters and digits, empty if there is none
 * @param message the message of the root cause, without names, numbers and literals
 * @param count the number of errors
 * @param firstSeen the time of the first error
 * @param lastSeen the time of the last error
 * @param operations the first operations that failed
 */
public record ErrorPattern(
        String service,
        String type,
        String cause,
        String sqlState,
        String message,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        List<String> operations) {

    public ErrorPattern {
        operations = List.copyOf(operations);
    }

    /** For use in sentences, such as {@code java.sql.SQLException (08006): Connection to ? refused.} */
    @Override
    public String toString() {
        String root = cause.isEmpty() ? type : cause;
        return root + (sqlState.isEmpty() ? "" : " (" + sqlState + ")") + (message.isEmpty() ? "" : ": " + message);
    }
}
