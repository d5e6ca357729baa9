/** Incidents: what happened to a pool from the first warning until it was well again. */
@NullMarked
package io.leasewatch.monitor.incident;

import org.jspecify.annotations.NullMarked;
