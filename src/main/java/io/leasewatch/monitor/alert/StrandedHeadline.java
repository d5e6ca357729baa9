package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.pool.StrandedConnection;
import io.leasewatch.monitor.pool.UnaccountedText;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import java.time.Instant;
import java.util.List;

/** The headline of a pool with stranded connections. */
final class StrandedHeadline {

    private StrandedHeadline() {}

    static Headline of(PoolReading reading, List<StrandedConnection> stranded, String next, int critical) {
        return new Headline(
                reading.poolName(),
                reading.stranded() >= critical || reading.isFull() ? Severity.CRITICAL : Severity.WARNING,
                UnaccountedText.stranded(reading),
                stranded.stream()
                        .map(StrandedConnection::since)
                        .min(Instant::compareTo)
                        .orElse(null),
                next,
                UnaccountedText.REMEDY);
    }
}
