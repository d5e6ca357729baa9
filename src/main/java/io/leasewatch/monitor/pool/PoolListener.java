package io.leasewatch.monitor.pool;

import io.leasewatch.spi.PoolReading;
import java.util.List;

/** Is handed the readings of all pools each time they were read. What it throws is logged once and goes no further. */
public interface PoolListener {

    void read(List<PoolReading> readings);
}
