package io.leasewatch.monitor.alert;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fires when the utilization of a pool has been at or above the warning threshold for some time without a break, and is resolved a little
 * below the threshold. Not thread-safe; one thread at a time calls it.
 */
public final class SustainedRule implements AlertRule {

    private final PoolWatch pools;
    private final Ticker ticker;
    private final Map<String, Long> since = new HashMap<>();

    public SustainedRule(PoolWatch pools, Ticker ticker) {
        this.pools = pools;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return "sustained-utilization";
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        long now = ticker.nanos();
        double warning = pools.settings().warning();
        double release = UtilizationRule.releaseBelow(warning);
        Set<String> strained = new HashSet<>();
        List<PoolReading> readings = pools.readings().stream()
                .filter(reading -> reading.isStrainedFrom(firing.contains(reading.poolName()) ? release : warning))
                .toList();
        readings.forEach(reading -> {
            strained.add(reading.poolName());
            since.putIfAbsent(reading.poolName(), now);
        });
        since.keySet().retainAll(strained);
        return readings.stream()
                .filter(reading -> firing.contains(reading.poolName())
                        || age(reading, now).compareTo(pools.settings().sustainedAfter()) >= 0)
                .map(reading -> finding(reading, age(reading, now)))
                .toList();
    }

    private Duration age(PoolReading reading, long now) {
        return Duration.ofNanos(now - since.getOrDefault(reading.poolName(), now));
    }

    private Finding finding(PoolReading reading, Duration age) {
        Severity severity = reading.utilization() >= pools.settings().critical() ? Severity.CRITICAL : Severity.WARNING;
        String message = reading.poolName() + " has been highly utilized for " + HumanText.duration(age) + ": "
                + reading.inUseCount() + " of " + reading.maxCount() + " connections are in use now.";
        return new Finding(reading.poolName(), "", severity, message, reading.inUseCount(), List.of());
    }
}
