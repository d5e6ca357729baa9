package io.leasewatch.monitor;

import io.leasewatch.core.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * What a reader selects from the monitor.
 *
 * @param pool the only pool, {@code null} for all
 * @param service the only service, {@code null} for all
 * @param skipped how many entries to leave out at the beginning of a list
 * @param limit the maximum number of entries of a list
 * @param stacks whether stacks are included
 */
public record Query(@Nullable String pool, @Nullable String service, int skipped, int limit, boolean stacks) {

    /** Selects everything, in lists of at most {@code limit} entries. */
    public static Query all(int limit, boolean stacks) {
        return new Query(null, null, 0, limit, stacks);
    }

    /** Selects one pool, or all pools if {@code name} is {@code null}. */
    public Query ofPool(@Nullable String name) {
        return new Query(name, service, skipped, limit, stacks);
    }

    /** Selects one service, or all services if {@code name} is {@code null}. */
    public Query ofService(@Nullable String name) {
        return new Query(pool, name, skipped, limit, stacks);
    }

    /** Skips the first {@code number} entries. */
    public Query skipping(int number) {
        return new Query(pool, service, number, limit, stacks);
    }

    public boolean includesPool(String name) {
        return pool == null || pool.equals(name);
    }

    public boolean includesService(String name) {
        return service == null || service.equals(name);
    }

    public boolean includes(Lease lease) {
        return includesPool(lease.pool().name())
                && includesService(lease.borrower().operation().service());
    }
}
