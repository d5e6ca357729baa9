/** Reads pools, clients and servers from the console of PgBouncer. */
@NullMarked
package io.leasewatch.monitor.pgbouncer;

import org.jspecify.annotations.NullMarked;
