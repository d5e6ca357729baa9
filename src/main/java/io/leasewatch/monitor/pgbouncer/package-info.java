/** PgBouncer: reads the pools, clients and servers of its console. */
@NullMarked
package io.leasewatch.monitor.pgbouncer;

import org.jspecify.annotations.NullMarked;
