package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.view.AdviceView;
import io.leasewatch.monitor.view.AlertView;
import io.leasewatch.monitor.view.DiagnosticsView;
import io.leasewatch.monitor.view.GuardView;
import io.leasewatch.monitor.view.HistoryView;
import io.leasewatch.monitor.view.HistoryView.AggregatedView;
import io.leasewatch.monitor.view.HoldersView;
import io.leasewatch.monitor.view.LeaksView;
import io.leasewatch.monitor.view.LeaseView;
import io.leasewatch.monitor.view.MetricsView;
import io.leasewatch.monitor.view.NestingView;
import io.leasewatch.monitor.view.PgBouncersView;
import io.leasewatch.monitor.view.PoolView;
import io.leasewatch.monitor.view.PostgresView;
import io.leasewatch.monitor.view.RedisView;
import io.leasewatch.monitor.view.RequestsView;
import io.leasewatch.monitor.view.SiteUseView;
import io.leasewatch.monitor.view.SlowQueriesView;
import io.leasewatch.monitor.view.StatisticsView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The monitoring document. {@code metrics} and {@code statistics} cover all pools and services, whatever the request selects. The last four
 * members are {@code null} unless the request selects them.
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

    /** The lists. Each is also available at its own path below {@code /database}. */
    public record DetailsView(
            List<LeaseView> connections,
            LeaksView leaks,
            List<SiteUseView> sites,
            List<HoldersView> holders,
            List<NestingView> nested,
            SlowQueriesView slowQueries,
            List<AdviceView> advice,
            PgBouncersView pgbouncer,
            RedisView redis,
            List<PostgresView> postgres,
            RequestsView requests) {}
}
