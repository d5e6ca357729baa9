/** Reads and tries what stands in the folder {@code ops}: alert rules for Prometheus, a dashboard for Grafana. */
@NullMarked
package io.leasewatch.ops;

import org.jspecify.annotations.NullMarked;
