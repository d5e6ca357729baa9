package io.leasewatch.monitor.export;

import java.util.List;

/** Receives the values of all metrics after each update, on the thread that publishes metrics. */
public interface MetricsListener {

    void updated(List<Series> series);
}
