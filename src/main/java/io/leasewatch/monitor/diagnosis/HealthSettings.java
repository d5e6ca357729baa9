package io.leasewatch.monitor.diagnosis;

import java.time.Duration;

/**
 * The conditions under which the readiness check is DOWN.
 *
 * @param checkLeaks whether open leaks can make readiness DOWN
 * @param mostOpenLeaks readiness is DOWN with more open leaks than this; not negative
 * @param checkExhaustion whether an exhausted pool can make readiness DOWN
 * @param exhaustionAfter how long a pool must be exhausted first; not negative
 * @param checkDatabase whether a guarded database can make readiness DOWN
 */
public record HealthSettings(
        boolean checkLeaks,
        int mostOpenLeaks,
        boolean checkExhaustion,
        Duration exhaustionAfter,
        boolean checkDatabase) {

    public static final HealthSettings DEFAULT = new HealthSettings(true, 3, true, Duration.ofSeconds(30), true);

    public HealthSettings {
        if (mostOpenLeaks < 0) {
            throw new IllegalArgumentException("mostOpenLeaks must not be negative, was " + mostOpenLeaks);
        }
        if (exhaustionAfter.isNegative()) {
            throw new IllegalArgumentException("exhaustionAfter must not be negative, was " + exhaustionAfter);
        }
    }
}
