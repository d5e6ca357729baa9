package io.leasewatch.monitor.pgbouncer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a PgBouncer is, and what it said last.
 *
 * @param name where it is, such as {@code db.example.com:6432}
 * @param since since when it has been in that state
 * @param lastError what went wrong last, without credentials; empty if nothing has
 * @param lastErrorAt when that was
 * @param last what it said last, {@code null} if it never did. It is of old when {@code state} is not {@link
 *     PgBouncerState#isAnswering answering}.
 */
public record PgBouncerStatus(
        String name,
        PgBouncerState state,
        Instant since,
        String lastError,
        @Nullable Instant lastErrorAt,
        @Nullable PgBouncerSnapshot last) {

    static PgBouncerStatus connecting(String name, Instant now) {
        return new PgBouncerStatus(name, PgBouncerState.CONNECTING, now, "", null, null);
    }

    PgBouncerStatus answered(PgBouncerSnapshot answer) {
        PgBouncerState now = answer.paused() ? PgBouncerState.PAUSED : PgBouncerState.UP;
        return new PgBouncerStatus(
                name, now, now == state ? since : answer.timestamp(), lastError, lastErrorAt, answer);
    }

    PgBouncerStatus failed(PgBouncerFailure failure, Instant at) {
        return new PgBouncerStatus(
                name, failure.state(), failure.state() == state ? since : at, failure.message(), at, last);
    }
}
