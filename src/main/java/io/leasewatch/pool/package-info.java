/**
 * How full each pool is. The numbers come from sources: the server's own, which {@code liberty} reads, and the counts of watched
 * data sources, which {@code lease} keeps. Who is told when a pool is strained is decided in {@code alert}.
 */
@NullMarked
package io.leasewatch.pool;

import org.jspecify.annotations.NullMarked;
