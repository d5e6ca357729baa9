/**
 * What PostgreSQL itself says of the connections that are out: which backend each has, what that does, and who is in its way. How full
 * application pools are is not known here but in {@code pool}; what PgBouncer says comes in by {@link io.leasewatch.postgres.Pooler}.
 */
@NullMarked
package io.leasewatch.postgres;

import org.jspecify.annotations.NullMarked;
