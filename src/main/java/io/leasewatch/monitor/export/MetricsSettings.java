package io.leasewatch.monitor.export;

/**
 * The bounds of the metrics.
 *
 * @param mostPools the number of pools that have series of their own; at least 1
 * @param mostServices the number of services that have series of their own; at least 1
 */
public record MetricsSettings(int mostPools, int mostServices) {

    public static final MetricsSettings DEFAULT = new MetricsSettings(100, 20);

    public MetricsSettings {
        if (mostPools < 1 || mostServices < 1) {
            throw new IllegalArgumentException(
                    "mostPools and mostServices must be at least 1, were " + mostPools + " and " + mostServices);
        }
    }
}
