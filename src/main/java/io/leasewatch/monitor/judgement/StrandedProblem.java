package io.leasewatch.monitor.judgement;

import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import io.leasewatch.monitor.pool.StrandedConnection;
import io.leasewatch.monitor.pool.UnaccountedText;
import io.leasewatch.spi.PoolReading;
import java.time.Instant;
import java.util.List;

/** The problem of a pool with stranded connections. */
final class StrandedProblem {

    private StrandedProblem() {}

    static Problem of(PoolReading reading, List<StrandedConnection> stranded, int critical, List<String> evidence) {
        return new Problem(
                Cause.STRANDED,
                reading.stranded() >= critical || reading.isFull() ? State.CRITICAL : State.WARNING,
                UnaccountedText.stranded(reading),
                stranded.stream()
                        .map(StrandedConnection::since)
                        .min(Instant::compareTo)
                        .orElse(null),
                evidence,
                UnaccountedText.REMEDY);
    }
}
