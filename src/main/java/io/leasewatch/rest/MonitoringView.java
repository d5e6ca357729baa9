package io.leasewatch.rest;

import io.leasewatch.rest.DatabaseResource.Requests;
import io.leasewatch.rest.HistoryView.AggregatedView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about connections in one document. {@code metrics} and {@code statistics} are of all pools and services, whatever was asked for.
 * The last four are {@code null} unless they were asked for.
 */
public record MonitoringView(
        Instant timestamp,
        String status,
        List<String> reasons,
        boolean isShuttingDown,
        MetricsView metrics,
        StatisticsView statistics,
        Map<String, StatisticsView> statisticsByPool,
        Map<String, StatisticsView> statisticsByService,
        List<PoolView> pools,
        List<GuardView> guarded,
        List<AlertView> alerts,
        @Nullable DetailsView detailed,
        @Nullable DiagnosticsView diagnostics,
        @Nullable HistoryView history,
        @Nullable AggregatedView aggregated) {

    /** What there is in lists, each as it is at a path of its own below {@code /database}. */
    public record DetailsView(
            List<LeaseView> connections,
            DatabaseResource.Leaks leaks,
            List<SiteUseView> sites,
            List<HoldersView> holders,
            List<NestingView> nested,
            SlowQueriesResource.Slow slowQueries,
            List<AdviceView> advice,
            PgBouncersView pgbouncer,
            RedisView redis,
            List<PostgresView> postgres,
            Requests requests) {}
}
