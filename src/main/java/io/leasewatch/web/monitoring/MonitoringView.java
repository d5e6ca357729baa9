package io.leasewatch.web.monitoring;

import io.leasewatch.web.rest.DatabaseResource;
import io.leasewatch.web.rest.DatabaseResource.Requests;
import io.leasewatch.web.rest.SlowQueriesResource;
import io.leasewatch.web.view.AdviceView;
import io.leasewatch.web.view.AlertView;
import io.leasewatch.web.view.DiagnosticsView;
import io.leasewatch.web.view.GuardView;
import io.leasewatch.web.view.HistoryView;
import io.leasewatch.web.view.HistoryView.AggregatedView;
import io.leasewatch.web.view.HoldersView;
import io.leasewatch.web.view.LeaseView;
import io.leasewatch.web.view.MetricsView;
import io.leasewatch.web.view.NestingView;
import io.leasewatch.web.view.PgBouncersView;
import io.leasewatch.web.view.PoolView;
import io.leasewatch.web.view.PostgresView;
import io.leasewatch.web.view.RedisView;
import io.leasewatch.web.view.SiteUseView;
import io.leasewatch.web.view.StatisticsView;
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
