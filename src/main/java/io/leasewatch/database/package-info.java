/**
 * The guard of each database that a server cannot do without: whether it answers, when it is asked again, who may ask its pool for
 * a connection meanwhile, and what happens to its connections when the server stops. How full its pool is, is {@code pool}'s
 * business.
 *
 * <p>Everything is decided by {@link io.leasewatch.database.DatabaseGuard#tick()}, which never waits; what may wait for a database
 * is done on one thread of that database's own.
 */
@NullMarked
package io.leasewatch.database;

import org.jspecify.annotations.NullMarked;
