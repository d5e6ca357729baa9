package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.WaitersText;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import java.util.List;
import java.util.Set;

/** Fires while the utilization of a pool is at or above a threshold, and is resolved a little below the lower one. */
public final class UtilizationRule implements AlertRule {

    /** How far below the threshold the utilization must fall before the alert is resolved, as a share of the maximum. */
    private static final double HYSTERESIS = 0.05;

    /** Never below half of the threshold, so that the alert of an idle pool is always resolved. */
    static double releaseBelow(double threshold) {
        return Math.max(threshold / 2, threshold - HYSTERESIS);
    }

    private final PoolWatch pools;

    public UtilizationRule(PoolWatch pools) {
        this.pools = pools;
    }

    @Override
    public String name() {
        return "utilization";
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        double warning = pools.settings().warning();
        double release = releaseBelow(warning);
        return pools.readings().stream()
                .filter(reading -> reading.isStrainedFrom(firing.contains(reading.poolName()) ? release : warning))
                .map(this::finding)
                .toList();
    }

    private Finding finding(PoolReading reading) {
        Severity severity = reading.utilization() >= pools.settings().critical() ? Severity.CRITICAL : Severity.WARNING;
        String message = reading.poolName() + " is " + reading.utilizationPercent() + "% utilized: "
                + reading.inUseCount() + " of " + reading.maxCount() + " connections are in use and "
                + WaitersText.of(reading.waiting()) + ".";
        return new Finding(reading.poolName(), "", severity, message, reading.inUseCount(), List.of());
    }
}
