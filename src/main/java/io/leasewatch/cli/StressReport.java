package io.leasewatch.cli;

import io.leasewatch.cli.server.LeasewatchClient;
import io.leasewatch.cli.server.PoolLine;
import io.leasewatch.cli.server.ServerAnswers.Summary;
import java.util.List;

/**
 * Everything that a stress run found.
 *
 * @param status how the server was at the start
 * @param tooManyFailures whether more requests failed than may
 * @param exitCode what the tool ends with
 */
record StressReport(
        String baseUrl,
        String endpoint,
        int requestsPerWave,
        Summary status,
        List<PoolLine> poolsAtStart,
        List<Wave> waves,
        Requests total,
        StressVerdict verdict,
        boolean tooManyFailures,
        int exitCode) {

    static StressReport of(
            LeasewatchClient server,
            StressPlan plan,
            Summary status,
            List<PoolLine> start,
            List<Wave> waves,
            Requests total,
            StressVerdict verdict) {
        boolean tooMany = total.failedPercent() > plan.maxFailures();
        int exitCode = tooMany || verdict.isBad() ? Cli.BAD : verdict.isKnown() ? Cli.FINE : Cli.CANNOT;
        return new StressReport(
                server.base(),
                plan.endpoint(),
                plan.requests(),
                status,
                start,
                List.copyOf(waves),
                total,
                verdict,
                tooMany,
                exitCode);
    }
}
