package io.leasewatch.monitor.pool;

import io.leasewatch.spi.PoolReading;
import java.util.List;

/** Receives the readings of all pools after each poll. An exception is logged once and does not affect other listeners. */
public interface PoolListener {

    void read(List<PoolReading> readings);
}
