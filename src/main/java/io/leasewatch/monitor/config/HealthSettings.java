package io.leasewatch.monitor.config;

import java.time.Duration;

/**
 * When Leasewatch tells a probe that the server is not ready.
 *
 * @param checkLeaks whether leaks count at all
 * @param mostOpenLeaks more open leaks than this mean not ready; not negative
 * @param checkExhaustion whether exhausted pools count at all
 * @param exhaustionAfter how long a pool has to be exhausted; not negative
 * @param checkDatabase whether guarded databases count at all
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
