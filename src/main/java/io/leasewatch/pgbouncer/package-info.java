/**
 * What PgBouncers say of themselves: their pools, clients and servers, asked at their admin consoles. That their waiting clients raise
 * an alert is decided in {@code alert}; whose leases their clients are is known to those who have both.
 */
@NullMarked
package io.leasewatch.pgbouncer;

import org.jspecify.annotations.NullMarked;
