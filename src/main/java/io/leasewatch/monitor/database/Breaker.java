package io.leasewatch.monitor.database;

import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps applications from asking for connections to a database that is down. The guard opens and closes it; while the database has
 * answered once but may not be back for good, a few pass at a time.
 *
 * <p>Thread-safe, without a lock. One that has not heard from its guard for {@link #LONGEST_SILENCE} lets everybody pass: the
 * breaker must not be what keeps an application from its database.
 */
final class Breaker {

    static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** So many may ask at once while it is half open. */
    static final int PROBES = 3;

    private final Ticker ticker;
    private final AtomicInteger asking = new AtomicInteger();
    private volatile BreakerState state = BreakerState.CLOSED;
    private volatile long heardAtNanos;

    Breaker(Ticker ticker) {
        this.ticker = ticker;
        this.heardAtNanos = ticker.nanos();
    }

    /** What follows from how the database is, and from the answers it gave in a row. */
    void heard(DatabaseState database, int answers) {
        heardAtNanos = ticker.nanos();
        if (database == DatabaseState.DOWN) {
            state = answers > 0 ? BreakerState.HALF_OPEN : BreakerState.OPEN;
        } else {
            state = BreakerState.CLOSED;
        }
    }

    /** An application that was let through did not reach the database. */
    void failed() {
        if (state == BreakerState.HALF_OPEN) {
            state = BreakerState.OPEN;
        }
    }

    BreakerState state() {
        return state;
    }

    /**
     * Whether a thread may ask now, if the breaker is {@code on}. Every one that may, says so with {@link #leave} when it has asked;
     * all are counted, so that the breaker may be switched on and off meanwhile.
     */
    boolean enter(boolean on) {
        BreakerState now = state;
        boolean free = !on || now == BreakerState.CLOSED || ticker.nanos() - heardAtNanos > LONGEST_SILENCE.toNanos();
        if (!free && now == BreakerState.OPEN) {
            return false;
        }
        if (asking.incrementAndGet() <= PROBES || free) {
            return true;
        }
        asking.decrementAndGet();
        return false;
    }

    void leave() {
        asking.decrementAndGet();
    }
}
