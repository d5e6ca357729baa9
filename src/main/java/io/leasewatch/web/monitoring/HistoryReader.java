package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.HistoryRecording;
import io.leasewatch.monitor.history.AggregateStep;
import io.leasewatch.monitor.history.SampleSubject;
import io.leasewatch.monitor.history.TimeRange;
import io.leasewatch.monitor.view.HistoryView;
import io.leasewatch.monitor.view.HistoryView.AggregateView;
import io.leasewatch.monitor.view.HistoryView.AggregatedView;
import io.leasewatch.monitor.view.HistoryView.PoolSampleView;
import io.leasewatch.monitor.view.HistoryView.ServiceSampleView;
import io.leasewatch.web.history.StoreReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the history for the monitoring document. */
@Dependent
public class HistoryReader {

    private static final String OTHERWISE = "Leave out the parameters history and aggregated to get everything else.";

    @Inject
    private HistoryRecording recording;

    @Inject
    private StoreReader store;

    /** The latest samples of the last {@code hours}, of every server that writes to the same store. */
    HistoryView samples(MonitoringQuery query) {
        TimeRange span = span(query);
        return store.query(
                known -> new HistoryView(
                        recording.recorder().isCollecting(),
                        span.from(),
                        known.samples(span.of(name(query.pool())), query.limit()).stream()
                                .map(PoolSampleView::of)
                                .toList(),
                        known.services(span.of(name(query.service())), query.limit()).stream()
                                .map(ServiceSampleView::of)
                                .toList()),
                OTHERWISE);
    }

    /** Aggregates of the last {@code hours}, by hour or by day. */
    AggregatedView aggregates(MonitoringQuery query) {
        TimeRange span = span(query);
        AggregateStep step = query.step();
        return store.query(
                known -> new AggregatedView(
                        step.name().toLowerCase(Locale.ROOT),
                        span.from(),
                        known.aggregates(SampleSubject.POOL, span.of(name(query.pool())), step).stream()
                                .map(AggregateView::of)
                                .toList(),
                        known.aggregates(SampleSubject.SERVICE, span.of(name(query.service())), step).stream()
                                .map(AggregateView::of)
                                .toList()),
                OTHERWISE);
    }

    private static TimeRange span(MonitoringQuery query) {
        Instant now = Instant.now();
        return TimeRange.between(now.minus(Duration.ofHours(query.hours())), now.plusSeconds(1));
    }

    private static String name(@Nullable String wanted) {
        return wanted == null ? "" : wanted;
    }
}
