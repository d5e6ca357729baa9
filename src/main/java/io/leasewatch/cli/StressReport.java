package io.leasewatch.cli;

import io.leasewatch.cli.server.LeasewatchClient;
import io.leasewatch.cli.server.PoolLine;
import io.leasewatch.cli.server.ServerAnswers.Summary;
import java.util.List;

/**
 * The result of a stress run.
 *
 * @param status the state of the server at the start
 * @param tooManyFailures whether more requests failed than the plan allows
 * @param exitCode the exit code of the tool
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
        int exitCode = tooMany || verdict.isBad() ? Cli.FAILED : verdict.isKnown() ? Cli.SUCCESS : Cli.NO_RESULT;
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
