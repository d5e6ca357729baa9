package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.WaitersText;
import io.leasewatch.spi.Severity;
import java.util.List;
import java.util.Set;

/** Fires while threads wait for a connection. */
public final class WaitersRule implements AlertRule {

    private final PoolWatch pools;

    public WaitersRule(PoolWatch pools) {
        this.pools = pools;
    }

    @Override
    public String name() {
        return "waiters";
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        return pools.readings().stream()
                .filter(reading -> reading.waiting() > 0)
                .map(reading -> new Finding(
                        reading.poolName(),
                        "",
                        Severity.WARNING,
                        WaitersText.of(reading.waiting()) + " for a connection of " + reading.poolName() + ": "
                                + reading.inUseCount()
                                + (reading.maxCount() == null ? "" : " of " + reading.maxCount()) + " are in use.",
                        reading.waiting(),
                        List.of()))
                .toList();
    }
}
