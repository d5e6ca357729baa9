package io.leasewatch.rest;

import io.leasewatch.export.Exporter;
import io.leasewatch.export.Format;
import io.leasewatch.history.Aggregate;
import io.leasewatch.history.HistoryStore;
import io.leasewatch.history.PoolSample;
import io.leasewatch.history.ServiceSample;
import io.leasewatch.history.Span;
import io.leasewatch.history.Step;
import io.leasewatch.history.Subject;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the part of the history that is exported, all of it before the answer begins. Nobody waits for a store that is not there. */
@Dependent
public class HistoryExport {

    private static final String OTHERWISE = "Without the parameters history and aggregated there is what is now.";

    @Inject
    private StoreReader store;

    StreamingOutput of(MonitoringQuery query, Format format) {
        return store.ask(known -> of(query, format, known), OTHERWISE);
    }

    private static StreamingOutput of(MonitoringQuery query, Format format, HistoryStore store) throws SQLException {
        Instant now = Instant.now();
        Subject subject = query.service() == null ? Subject.POOL : Subject.SERVICE;
        String name = query.service() != null ? query.service() : query.pool() != null ? query.pool() : "";
        Span span = Span.between(now.minus(Duration.ofHours(query.hours())), now.plusSeconds(1))
                .of(name);
        if (query.aggregated()) {
            Step step = query.step();
            List<Aggregate> sums = store.aggregates(subject, span, step);
            return out -> Exporter.aggregates(subject, sums, out);
        }
        if (subject == Subject.SERVICE) {
            List<ServiceSample> samples = store.services(span, query.limit());
            return out -> Exporter.services(samples, out);
        }
        List<PoolSample> samples = store.samples(span, query.limit());
        return out -> Exporter.pools(format, samples, out);
    }
}
