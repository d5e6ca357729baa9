package io.leasewatch.rest;

import io.leasewatch.history.Recorder;
import io.leasewatch.history.Span;
import io.leasewatch.history.Step;
import io.leasewatch.history.Subject;
import io.leasewatch.rest.HistoryView.AggregateView;
import io.leasewatch.rest.HistoryView.AggregatedView;
import io.leasewatch.rest.HistoryView.PoolSampleView;
import io.leasewatch.rest.HistoryView.ServiceSampleView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what the monitoring document has of the past. */
@Dependent
public class Remembered {

    private static final String OTHERWISE = "Without history and aggregated there is everything else.";

    @Inject
    private Recorder recorder;

    @Inject
    private StoreReader store;

    /** The newest samples of the last hours, of every server that writes into the same store. */
    HistoryView samples(MonitoringQuery query) {
        Span span = span(query);
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
        Span span = span(query);
        Step step = query.step();
        return store.ask(
                known -> new AggregatedView(
                        step.name().toLowerCase(Locale.ROOT),
                        span.from(),
                        known.aggregates(Subject.POOL, span.of(name(query.pool())), step).stream()
                                .map(AggregateView::of)
                                .toList(),
                        known.aggregates(Subject.SERVICE, span.of(name(query.service())), step).stream()
                                .map(AggregateView::of)
                                .toList()),
                OTHERWISE);
    }

    private static Span span(MonitoringQuery query) {
        Instant now = Instant.now();
        return Span.between(now.minus(Duration.ofHours(query.hours())), now.plusSeconds(1));
    }

    private static String name(@Nullable String wanted) {
        return wanted == null ? "" : wanted;
    }
}
