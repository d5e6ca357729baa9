/** Metrics under one list of names, and exports as CSV, Prometheus text, OpenMetrics and InfluxDB lines. */
@NullMarked
package io.leasewatch.monitor.export;

import org.jspecify.annotations.NullMarked;
