package io.leasewatch.rest;

import io.leasewatch.history.HistoryStore;
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
import jakarta.ws.rs.core.Response.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what the monitoring document has of the past. */
@Dependent
public class Remembered {

    private static final Logger LOG = System.getLogger(Remembered.class.getName());

    /** Of more hours there are too many to look at, and days are summed up. */
    private static final int MOST_HOURS_APART = 72;

    @Inject
    private Recorder recorder;

    /** The newest samples of the last hours, of every server that writes into the same store. */
    HistoryView samples(MonitoringQuery query) {
        Span span = span(query);
        return ask(store -> new HistoryView(
                recorder.isCollecting(),
                span.from(),
                store.samples(span.of(name(query.pool())), query.limit()).stream()
                        .map(PoolSampleView::of)
                        .toList(),
                store.services(span.of(name(query.service())), query.limit()).stream()
                        .map(ServiceSampleView::of)
                        .toList()));
    }

    /** The last hours, summed up by the hour or by the day. */
    AggregatedView aggregates(MonitoringQuery query) {
        Span span = span(query);
        Step step = query.hours() <= MOST_HOURS_APART ? Step.HOUR : Step.DAY;
        return ask(store -> new AggregatedView(
                step.name().toLowerCase(Locale.ROOT),
                span.from(),
                store.aggregates(Subject.POOL, span.of(name(query.pool())), step).stream()
                        .map(AggregateView::of)
                        .toList(),
                store.aggregates(Subject.SERVICE, span.of(name(query.service())), step).stream()
                        .map(AggregateView::of)
                        .toList()));
    }

    private static Span span(MonitoringQuery query) {
        Instant now = Instant.now();
        return Span.between(now.minus(Duration.ofHours(query.hours())), now.plusSeconds(1));
    }

    private static String name(@Nullable String wanted) {
        return wanted == null ? "" : wanted;
    }

    /** Nobody waits for a store that is not there. */
    private <T> T ask(Question<T> question) {
        HistoryStore store = recorder.store();
        if (store == null) {
            throw unreadable();
        }
        try {
            return question.ask(store);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The history could not be read", e);
            throw unreadable();
        }
    }

    private static RuntimeException unreadable() {
        return Problem.exception(
                Status.SERVICE_UNAVAILABLE,
                "The history cannot be read now. Without history and aggregated there is everything else.");
    }

    private interface Question<T> {
        T ask(HistoryStore store) throws SQLException;
    }
}
