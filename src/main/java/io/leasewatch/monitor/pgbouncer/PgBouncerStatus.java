package io.leasewatch.monitor.pgbouncer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a PgBouncer, and its latest snapshot.
 *
 * @param name host and port, such as {@code db.example.com:6432}
 * @param since when the state began
 * @param lastError the last error, without credentials; empty if there was none
 * @param lastErrorAt when the last error occurred, {@code null} if there was none
 * @param last the latest snapshot, {@code null} if there is none; outdated unless {@code state} is {@link PgBouncerState#isAnswering
 *     answering}
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
