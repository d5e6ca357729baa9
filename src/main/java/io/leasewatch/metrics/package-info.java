/**
 * Leases, leaks and pools as MicroProfile Metrics, in the scope {@code leasewatch}. On a server without that feature the room
 * stays empty and nothing else changes.
 */
@NullMarked
package io.leasewatch.metrics;

import org.jspecify.annotations.NullMarked;
