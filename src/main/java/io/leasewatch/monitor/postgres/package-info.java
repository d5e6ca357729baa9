/** Polls PostgreSQL: finds the backend that serves an open lease, its activity, and the sessions that block it. */
@NullMarked
package io.leasewatch.monitor.postgres;

import org.jspecify.annotations.NullMarked;
