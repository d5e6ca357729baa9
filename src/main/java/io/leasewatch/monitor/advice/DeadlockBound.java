package io.leasewatch.monitor.advice;

import io.leasewatch.core.lease.NestedAcquisition;
import java.util.Collection;
import java.util.Objects;

/**
 * The size below which threads that take more than one connection at a time can lock each other out for good: {@code threads × (depth − 1)
 * + 1}. If each of them has all but its last one, one is left by which somebody can go on. HikariCP's wiki, "About Pool Sizing",
 * states it as {@code Tn × (Cm − 1) + 1}.
 */
final class DeadlockBound {

    private DeadlockBound() {}

    /** @param depth the most connections that one thread has at once, from 1 */
    static int floor(int threads, int depth) {
        return Math.max(0, threads) * (Math.max(1, depth) - 1) + 1;
    }

    /** The same for {@code pool} as it was measured: 1 where nobody was seen to take a second connection of it. */
    static int floor(String pool, Collection<NestedAcquisition> seen) {
        return seen.stream()
                .filter(nesting -> nesting.innerPool().equals(pool))
                .map(NestedAcquisition::minimumPoolSize)
                .filter(Objects::nonNull)
                .max(Integer::compare)
                .orElse(1);
    }
}
