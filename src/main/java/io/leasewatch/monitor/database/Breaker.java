package io.leasewatch.monitor.database;

import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A circuit breaker that refuses acquisitions while a database is down. The guard opens and closes it. After the first answer of a database
 * that was down, the breaker is half open and admits a few acquisitions at a time.
 *
 * <p>Thread-safe and lock-free. If the guard has not updated the breaker for {@link #LONGEST_SILENCE}, it admits everything, so that a
 * failed guard does not cut applications off from a working database.
 */
final class Breaker {

    static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** The maximum number of concurrent acquisitions while half open. */
    static final int PROBES = 3;

    private final Ticker ticker;
    private final AtomicInteger admitted = new AtomicInteger();
    private volatile BreakerState state = BreakerState.CLOSED;
    private volatile long updatedAtNanos;

    Breaker(Ticker ticker) {
        this.ticker = ticker;
        this.updatedAtNanos = ticker.nanos();
    }

    /** Sets the state from the state of the database and its number of consecutive answers. */
    void update(DatabaseState database, int answers) {
        updatedAtNanos = ticker.nanos();
        if (database == DatabaseState.DOWN) {
            state = answers > 0 ? BreakerState.HALF_OPEN : BreakerState.OPEN;
        } else {
            state = BreakerState.CLOSED;
        }
    }

    /** An admitted acquisition failed to connect. Opens a half-open breaker. */
    void failed() {
        if (state == BreakerState.HALF_OPEN) {
            state = BreakerState.OPEN;
        }
    }

    BreakerState state() {
        return state;
    }

    /**
     * Admits or refuses an acquisition. Each admitted acquisition must call {@link #leave} at its end. Acquisitions are counted even while
     * the breaker is off, so that it can be switched on and off at any time.
     *
     * @param on whether the breaker is switched on
     * @return whether the acquisition is admitted
     */
    boolean enter(boolean on) {
        BreakerState now = state;
        boolean free = !on || now == BreakerState.CLOSED || ticker.nanos() - updatedAtNanos > LONGEST_SILENCE.toNanos();
        if (!free && now == BreakerState.OPEN) {
            return false;
        }
        if (admitted.incrementAndGet() <= PROBES || free) {
            return true;
        }
        admitted.decrementAndGet();
        return false;
    }

    void leave() {
        admitted.decrementAndGet();
    }
}
