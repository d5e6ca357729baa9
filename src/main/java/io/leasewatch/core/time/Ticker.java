package io.leasewatch.core.time;

/**
 * A monotonic clock for durations. Only the difference of two readings is meaningful.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface Ticker {

    /** The ticker of the JVM, {@link System#nanoTime}. */
    Ticker SYSTEM = System::nanoTime;

    /** The current reading in nanoseconds from an arbitrary origin, possibly negative. */
    long nanos();
}
