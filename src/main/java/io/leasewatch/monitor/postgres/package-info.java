/** PostgreSQL: finds the backend that serves an open lease, what it does and what blocks it. */
@NullMarked
package io.leasewatch.monitor.postgres;

import org.jspecify.annotations.NullMarked;
