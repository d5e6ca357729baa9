package io.leasewatch.core.time;

/**
 * A clock for durations: it never goes back, and only the difference of two of its readings means anything.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface Ticker {

    /** The JVM's own ticker. */
    Ticker SYSTEM = System::nanoTime;

    /** The current reading in nanoseconds from an arbitrary origin, possibly negative. */
    long nanos();
}
