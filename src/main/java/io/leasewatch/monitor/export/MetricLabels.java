package io.leasewatch.monitor.export;

import static java.util.stream.Collectors.toMap;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.RecentDurations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names of pools and services in the metrics, which are bounded. Not thread-safe. */
final class MetricLabels {

    private static final int PRESENT = 0;
    private static final int USED = 1;
    private static final int IN_TROUBLE = 2;

    private final BoundedLabels pools = new BoundedLabels();
    private final BoundedLabels services = new BoundedLabels();
    private final Supplier<Map<String, Integer>> poolWeights;
    private final Supplier<Map<String, Integer>> serviceWeights;

    MetricLabels(Supplier<Map<String, Integer>> poolWeights, Supplier<Map<String, Integer>> serviceWeights) {
        this.poolWeights = poolWeights;
        this.serviceWeights = serviceWeights;
    }

    /**
     * Gives precedence to guarded pools and to those with leaks or waiting threads, then to those that were used in the last five minutes;
     * and to the services with the most leases.
     */
    static MetricLabels of(LeaseRegistry leases, PoolWatch pools, LeakLedger ledger, Databases databases) {
        return new MetricLabels(() -> weights(pools, ledger, databases), () -> weights(leases));
    }

    private static Map<String, Integer> weights(PoolWatch pools, LeakLedger ledger, Databases databases) {
        Map<String, Integer> weights = new HashMap<>();
        pools.readings().forEach(reading -> weights.put(reading.poolName(), weight(reading, pools)));
        ledger.open().forEach(leak -> weights.replace(leak.lease().pool().name(), IN_TROUBLE));
        databases.statuses().stream().map(DatabaseStatus::name).forEach(name -> weights.put(name, IN_TROUBLE));
        return weights;
    }

    private static int weight(PoolReading reading, PoolWatch pools) {
        if (reading.waiting() > 0 || reading.isStrainedFrom(pools.settings().warning())) {
            return IN_TROUBLE;
        }
        return reading.inUseCount() > 0 || hasAny(reading.holds()) || hasAny(reading.waits()) ? USED : PRESENT;
    }

    private static boolean hasAny(@Nullable RecentDurations times) {
        return times != null && times.fiveMinutes().count() > 0;
    }

    /** In powers of two, so that two services with about the same number of leases do not take turns. */
    private static Map<String, Integer> weights(LeaseRegistry leases) {
        return leases.totals().statisticsByService().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> Long.SIZE
                                - Long.numberOfLeadingZeros(entry.getValue().totalAcquired())));
    }

    /** Decides which names have series of their own. Returns whether a name has lost its series. */
    boolean update(MetricsSettings settings, long nowNanos) {
        boolean lost = pools.update(poolWeights.get(), settings.mostPools(), nowNanos);
        return services.update(serviceWeights.get(), settings.mostServices(), nowNanos) | lost;
    }

    /** {@code pool}, or {@code other} if it has no series of its own. */
    String pool(String pool) {
        return pools.label(pool);
    }

    /** {@code tags} with the names that are used in the metrics. */
    List<String> of(List<String> tags) {
        for (int i = 0; i < tags.size(); i += 2) {
            String name = tags.get(i + 1);
            String label = label(tags.get(i), name);
            if (!label.equals(name)) {
                List<String> changed = new ArrayList<>(tags);
                changed.set(i + 1, label);
                return List.copyOf(changed);
            }
        }
        return tags;
    }

    private String label(String key, String name) {
        return switch (key) {
            case Tags.POOL, Tags.OTEL_POOL -> pools.label(name);
            case Tags.SERVICE -> services.label(name);
            default -> name;
        };
    }
}
