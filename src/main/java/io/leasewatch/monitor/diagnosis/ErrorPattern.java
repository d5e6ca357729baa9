package io.leasewatch.monitor.diagnosis;

import java.time.Instant;
import java.util.List;

/**
 * Errors that are alike.
 *
 * @param service whose work failed
 * @param type the class of what was thrown
 * @param cause the class of its first cause, empty if it has none
 * @param sqlState five letters and digits, empty if no cause has any
 * @param message what the first cause says, without names, numbers and literals
 * @param count how many there were
 * @param firstSeen when the first was
 * @param lastSeen when the last was
 * @param operations some of the operations that failed, those that failed first
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

    /** {@code java.sql.SQLException (08006): Connection to ? refused.}, as it stands in a sentence. */
    @Override
    public String toString() {
        String root = cause.isEmpty() ? type : cause;
        return root + (sqlState.isEmpty() ? "" : " (" + sqlState + ")") + (message.isEmpty() ? "" : ": " + message);
    }
}
