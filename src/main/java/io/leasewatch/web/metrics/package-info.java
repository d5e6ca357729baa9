/** MicroProfile Metrics and OpenTelemetry. */
@NullMarked
package io.leasewatch.web.metrics;

import org.jspecify.annotations.NullMarked;
