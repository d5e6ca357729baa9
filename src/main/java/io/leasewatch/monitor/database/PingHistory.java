package io.leasewatch.monitor.database;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Derives the state of a database from its pings. One failure makes it degraded, two in a row make it down, and two answers in a row bring
 * it up again, so that a single ping does not make the state flap. A full pool or pooler makes it degraded, but changes nothing while it is down.
 *
 * <p>Not thread-safe.
 */
final class PingHistory {

    /** The number of consecutive failures, or answers, that decide. */
    static final int NEEDED = 2;

    private final InstantSource clock;
    private final int startAttempts;
    private final ResponseTimes times = new ResponseTimes();
    private DatabaseState state = DatabaseState.CONNECTING;
    private Instant since;
    private int failures;
    private int answers;
    private boolean loginRefused;
    private boolean poolerFull;
    private boolean warm;
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;
    private long reconnections;

    PingHistory(InstantSource clock, int startAttempts) {
        this.clock = clock;
        this.startAttempts = startAttempts;
        this.since = clock.instant();
    }

    void record(PingResult ping) {
        if (state == DatabaseState.STOPPING) {
            return;
        }
        poolerFull = ping instanceof PingResult.Full full && full.pooler();
        if (ping instanceof PingResult.Answered answered) {
            times.add(answered.after());
            failures = 0;
            answers++;
            answered();
        } else if (ping instanceof PingResult.Full noConnection) {
            recordError(noConnection.why());
            answers = 0;
            if (state != DatabaseState.DOWN) {
                failures = 0;
                changeTo(DatabaseState.DEGRADED);
            }
        } else if (ping instanceof PingResult.Failed failed) {
            recordError(failed.why());
            loginRefused = failed.login();
            answers = 0;
            failures++;
            failed();
        }
    }

    private void answered() {
        if (state == DatabaseState.DOWN) {
            if (answers >= NEEDED) {
                reconnections++;
                changeTo(DatabaseState.UP);
            }
        } else if (state == DatabaseState.DEGRADED || warm) {
            changeTo(DatabaseState.UP);
        }
    }

    private void failed() {
        if (state == DatabaseState.CONNECTING) {
            if (failures >= startAttempts) {
                changeTo(DatabaseState.DOWN);
            }
        } else if (failures >= NEEDED) {
            changeTo(DatabaseState.DOWN);
        } else if (state == DatabaseState.UP) {
            changeTo(DatabaseState.DEGRADED);
        }
    }

    /** Undoes the failures of a ping that timed out because the pool was full. */
    void undoFailures() {
        failures = 0;
        if (state == DatabaseState.DOWN) {
            changeTo(DatabaseState.DEGRADED);
        }
    }

    /** Warm-up has ended, with as many connections as could be opened. */
    void warmedUp() {
        warm = true;
        if (state == DatabaseState.CONNECTING && answers > 0) {
            changeTo(DatabaseState.UP);
        }
    }

    void stopping() {
        changeTo(DatabaseState.STOPPING);
    }

    private void recordError(String error) {
        lastError = error;
        lastErrorAt = clock.instant();
    }

    private void changeTo(DatabaseState next) {
        if (state != next && state != DatabaseState.STOPPING) {
            state = next;
            since = clock.instant();
        }
    }

    DatabaseState state() {
        return state;
    }

    Instant since() {
        return since;
    }

    /** The number of consecutive answers. */
    int answers() {
        return answers;
    }

    /** The number of consecutive failures. */
    int failures() {
        return failures;
    }

    /** Whether the last ping failed because the database did not accept the user or the password. */
    boolean isLoginRefused() {
        return failures > 0 && loginRefused;
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    DatabaseStatus status(String name, BreakerState breaker, int connections, List<String> notStarted) {
        return new DatabaseStatus(
                name,
                state,
                since,
                times.last(),
                times.mean(),
                times.max(),
                lastError,
                lastErrorAt,
                reconnections,
                breaker,
                connections,
                poolerFull,
                notStarted);
    }
}
