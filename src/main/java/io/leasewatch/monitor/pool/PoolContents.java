package io.leasewatch.monitor.pool;

import java.util.Set;

/**
 * What the server lists as the contents of a pool, as far as leases do not show it. Immutable.
 *
 * @param unused the ids of connections in use that have no handle and belong to no unit of work
 * @param retained the number of connections in use that have no handle and belong to a unit of work
 */
public record PoolContents(Set<String> unused, int retained) {

    public PoolContents {
        unused = Set.copyOf(unused);
    }
}
