package io.leasewatch.rest;

import io.leasewatch.export.Exporter;
import io.leasewatch.export.Format;
import io.leasewatch.history.Aggregate;
import io.leasewatch.history.HistoryStore;
import io.leasewatch.history.PoolSample;
import io.leasewatch.history.Recorder;
import io.leasewatch.history.ServiceSample;
import io.leasewatch.history.Span;
import io.leasewatch.history.Step;
import io.leasewatch.history.Subject;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the part of the history that is exported, all of it before the answer begins. Nobody waits for a store that is not there. */
@Dependent
public class HistoryExport {

    private static final Logger LOG = System.getLogger(HistoryExport.class.getName());

    /** Sums of hours are for so many; beyond, they are of days. */
    private static final int HOURLY = 48;

    @Inject
    private Recorder recorder;

    StreamingOutput of(MonitoringQuery query, Format format) {
        HistoryStore store = recorder.store();
        if (store == null) {
            throw unreadable();
        }
        Instant now = Instant.now();
        Subject subject = query.service() == null ? Subject.POOL : Subject.SERVICE;
        String name = query.service() != null ? query.service() : query.pool() != null ? query.pool() : "";
        Span span = Span.between(now.minus(Duration.ofHours(query.hours())), now.plusSeconds(1))
                .of(name);
        try {
            if (query.aggregated()) {
                Step step = query.hours() <= HOURLY ? Step.HOUR : Step.DAY;
                List<Aggregate> sums = store.aggregates(subject, span, step);
                return out -> Exporter.aggregates(subject, sums, out);
            }
            if (subject == Subject.SERVICE) {
                List<ServiceSample> samples = store.services(span, query.limit());
                return out -> Exporter.services(samples, out);
            }
            List<PoolSample> samples = store.samples(span, query.limit());
            return out -> Exporter.pools(format, samples, out);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The history could not be read", e);
            throw unreadable();
        }
    }

    private static RuntimeException unreadable() {
        return Problem.exception(
                Status.SERVICE_UNAVAILABLE,
                "The history cannot be read now. Without the parameters history and aggregated there is what is now.");
    }
}
