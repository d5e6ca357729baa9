/**
 * What is known of pools, leaks and alerts, in the formats of others: CSV, Prometheus, OpenMetrics, and the lines of InfluxDB, to
 * which it can be pushed. What every quantity is called stands in {@link io.leasewatch.export.Quantity}, for {@code metrics} too.
 * JSON is made in {@code rest}.
 */
@NullMarked
package io.leasewatch.export;

import org.jspecify.annotations.NullMarked;
