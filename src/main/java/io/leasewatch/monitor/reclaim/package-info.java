/** Closes leaked connections: what is planned, the steps, the threads that take them, and the log of what was done. */
@NullMarked
package io.leasewatch.monitor.reclaim;

import org.jspecify.annotations.NullMarked;
