/** The list of metrics, and exports as CSV, Prometheus text, OpenMetrics and InfluxDB line protocol. */
@NullMarked
package io.leasewatch.monitor.export;

import org.jspecify.annotations.NullMarked;
