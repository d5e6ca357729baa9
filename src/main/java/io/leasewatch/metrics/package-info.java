/**
 * Leases, leaks and pools as MicroProfile Metrics, in the scope {@code leasewatch}, and as metrics of OpenTelemetry. On a server that
 * has not the feature for one of them its part stays empty, and nothing else changes. What is measured is called as {@code export}
 * says.
 */
@NullMarked
package io.leasewatch.metrics;

import org.jspecify.annotations.NullMarked;
