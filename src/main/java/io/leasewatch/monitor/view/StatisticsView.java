package io.leasewatch.monitor.view;

import io.leasewatch.core.lease.LeaseStatistics;
import java.util.Map;
import java.util.TreeMap;

/** Counts of acquired and returned leases. {@code averageConnectionDuration} is in seconds. */
public record StatisticsView(
        long totalAcquired,
        long totalReleased,
        int currentlyActive,
        int peakConnections,
        double averageConnectionDuration,
        long errors) {

    public static StatisticsView of(LeaseStatistics statistics) {
        return new StatisticsView(
                statistics.totalAcquired(),
                statistics.totalReleased(),
                statistics.currentlyActive(),
                statistics.peakConnections(),
                LeaseView.seconds(statistics.averageConnectionDuration().toNanos()),
                statistics.errors());
    }

    public static Map<String, StatisticsView> of(Map<String, LeaseStatistics> byName) {
        Map<String, StatisticsView> views = new TreeMap<>();
        byName.forEach((name, statistics) -> views.put(name, of(statistics)));
        return views;
    }
}
