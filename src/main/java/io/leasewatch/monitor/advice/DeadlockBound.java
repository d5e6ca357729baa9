package io.leasewatch.monitor.advice;

import io.leasewatch.core.lease.NestedAcquisition;
import java.util.Collection;
import java.util.Objects;

/**
 * The size below which threads that take more than one connection at a time can deadlock: {@code threads × (depth − 1) + 1}. If every
 * thread has all but its last connection, one connection is left, so one thread can continue. Source: HikariCP's wiki, "About Pool Sizing",
 * which states it as {@code Tn × (Cm − 1) + 1}.
 */
final class DeadlockBound {

    private DeadlockBound() {}

    /** @param depth the most connections that one thread holds at once; at least 1 */
    static int floor(int threads, int depth) {
        return Math.max(0, threads) * (Math.max(1, depth) - 1) + 1;
    }

    /** The measured bound for {@code pool}: 1 if no thread has taken a second connection of it. */
    static int floor(String pool, Collection<NestedAcquisition> seen) {
        return seen.stream()
                .filter(nesting -> nesting.innerPool().equals(pool))
                .map(NestedAcquisition::minimumPoolSize)
                .filter(Objects::nonNull)
                .max(Integer::compare)
                .orElse(1);
    }
}
