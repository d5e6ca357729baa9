package io.leasewatch.spi;

import java.util.List;

/**
 * Somebody who knows the numbers of some pools. Any CDI bean of this type is asked.
 *
 * <p>Asked on Leasewatch's own thread about once a second. What it throws is logged once, and its pools are missing until it
 * answers again.
 */
public interface PoolSource {

    List<PoolReading> read();
}
