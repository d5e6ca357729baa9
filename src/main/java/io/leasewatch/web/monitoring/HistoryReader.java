package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.history.AggregateStep;
import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.history.SampleSubject;
import io.leasewatch.monitor.history.TimeRange;
import io.leasewatch.web.history.StoreReader;
import io.leasewatch.web.view.HistoryView;
import io.leasewatch.web.view.HistoryView.AggregateView;
import io.leasewatch.web.view.HistoryView.AggregatedView;
import io.leasewatch.web.view.HistoryView.PoolSampleView;
import io.leasewatch.web.view.HistoryView.ServiceSampleView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what the monitoring document has of the past. */
@Dependent
public class HistoryReader {

    private static final String OTHERWISE = "Without history and aggregated there is everything else.";

    @Inject
    private Recorder recorder;

    @Inject
    private StoreReader store;

    /** The newest samples of the last hours, of every server that writes into the same store. */
    HistoryView samples(MonitoringQuery query) {
        TimeRange span = span(query);
        return store.ask(
                known -> new HistoryView(
                        recorder.isCollecting(),
                        span.from(),
                        known.samples(span.of(name(query.pool())), query.limit()).stream()
                                .map(PoolSampleView::of)
                                .toList(),
                        known.services(span.of(name(query.service())), query.limit()).stream()
                                .map(ServiceSampleView::of)
                                .toList()),
                OTHERWISE);
    }

    /** The last hours, summed up by the hour or by the day. */
    AggregatedView aggregates(MonitoringQuery query) {
        TimeRange span = span(query);
        AggregateStep step = query.step();
        return store.ask(
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
