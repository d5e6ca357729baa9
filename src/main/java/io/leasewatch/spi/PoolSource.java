package io.leasewatch.spi;

import java.util.List;

/**
 * Reads the figures of pools. Any CDI bean of this type is polled.
 *
 * <p>{@link #read} is called about once a second on a thread of Leasewatch. An exception is logged once; the pools of this source
 * are missing until a call succeeds again.
 */
public interface PoolSource {

    /** Returns one reading per pool, never {@code null}. */
    List<PoolReading> read();
}
