package io.leasewatch.monitor.database;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What follows from pings for the state of a database. One failure is a worry, two in a row are a database that is down, and two
 * answers in a row one that is back, so that a single ping makes nothing flap. A full pool is no dead database: it is a worry, and
 * changes nothing while the database is down.
 *
 * <p>Not thread-safe.
 */
final class PingHistory {

    /** So many failures in a row are no accident, and so many answers. */
    static final int SURE = 2;

    private final InstantSource clock;
    private final int startAttempts;
    private final ResponseTimes times = new ResponseTimes();
    private DatabaseState state = DatabaseState.CONNECTING;
    private Instant since;
    private int failures;
    private int answers;
    private boolean loginRefused;
    private boolean warm;
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;
    private long reconnections;

    PingHistory(InstantSource clock, int startAttempts) {
        this.clock = clock;
        this.startAttempts = startAttempts;
        this.since = clock.instant();
    }

    void heard(PingResult ping) {
        if (state == DatabaseState.STOPPING) {
            return;
        }
        if (ping instanceof PingResult.Answered answered) {
            times.add(answered.after());
            failures = 0;
            answers++;
            answered();
        } else if (ping instanceof PingResult.Full full) {
            note(full.why());
            answers = 0;
            if (state != DatabaseState.DOWN) {
                failures = 0;
                become(DatabaseState.DEGRADED);
            }
        } else if (ping instanceof PingResult.Failed failed) {
            note(failed.why());
            loginRefused = failed.login();
            answers = 0;
            failures++;
            failed();
        }
    }

    private void answered() {
        if (state == DatabaseState.DOWN) {
            if (answers >= SURE) {
                reconnections++;
                become(DatabaseState.UP);
            }
        } else if (state == DatabaseState.DEGRADED || warm) {
            become(DatabaseState.UP);
        }
    }

    private void failed() {
        if (state == DatabaseState.CONNECTING) {
            if (failures >= startAttempts) {
                become(DatabaseState.DOWN);
            }
        } else if (failures >= SURE) {
            become(DatabaseState.DOWN);
        } else if (state == DatabaseState.UP) {
            become(DatabaseState.DEGRADED);
        }
    }

    /** What was taken for its silence was somebody else's. */
    void acquit() {
        failures = 0;
        if (state == DatabaseState.DOWN) {
            become(DatabaseState.DEGRADED);
        }
    }

    /** The connections that should be there from the start are, as far as they could be opened. */
    void warmedUp() {
        warm = true;
        if (state == DatabaseState.CONNECTING && answers > 0) {
            become(DatabaseState.UP);
        }
    }

    void stopping() {
        become(DatabaseState.STOPPING);
    }

    private void note(String error) {
        lastError = error;
        lastErrorAt = clock.instant();
    }

    private void become(DatabaseState next) {
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

    /** Answers since the last ping that was none. */
    int answers() {
        return answers;
    }

    /** Failures since the last ping that was none. */
    int failures() {
        return failures;
    }

    /** Whether the last failure was that of a user or a password. */
    boolean isLoginRefused() {
        return failures > 0 && loginRefused;
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    DatabaseStatus status(String name, BreakerState breaker, int connections) {
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
                connections);
    }
}
