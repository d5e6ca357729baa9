/** Real programs beside the server that tests start, stop in several ways, and end: Redis, PgBouncer, PostgreSQL, Prometheus' tools. */
@NullMarked
package io.leasewatch.programs;

import org.jspecify.annotations.NullMarked;
