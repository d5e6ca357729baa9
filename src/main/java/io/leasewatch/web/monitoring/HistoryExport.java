package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.export.Exporter;
import io.leasewatch.monitor.export.Format;
import io.leasewatch.monitor.history.Aggregate;
import io.leasewatch.monitor.history.AggregateStep;
import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.monitor.history.PoolSample;
import io.leasewatch.monitor.history.SampleSubject;
import io.leasewatch.monitor.history.ServiceSample;
import io.leasewatch.monitor.history.TimeRange;
import io.leasewatch.web.history.StoreReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the exported part of the history. All of it is read before the answer begins, so that a failure can be answered with an error. */
@Dependent
public class HistoryExport {

    private static final String OTHERWISE = "Leave out the parameters history and aggregated to get current values.";

    @Inject
    private StoreReader store;

    StreamingOutput of(MonitoringQuery query, Format format) {
        return store.query(known -> of(query, format, known), OTHERWISE);
    }

    private static StreamingOutput of(MonitoringQuery query, Format format, HistoryStore store) throws SQLException {
        Instant now = Instant.now();
        SampleSubject subject = query.service() == null ? SampleSubject.POOL : SampleSubject.SERVICE;
        String name = query.service() != null ? query.service() : query.pool() != null ? query.pool() : "";
        TimeRange span = TimeRange.between(now.minus(Duration.ofHours(query.hours())), now.plusSeconds(1))
                .of(name);
        if (query.aggregated()) {
            AggregateStep step = query.step();
            List<Aggregate> sums = store.aggregates(subject, span, step);
            return out -> Exporter.aggregates(subject, sums, out);
        }
        if (subject == SampleSubject.SERVICE) {
            List<ServiceSample> samples = store.services(span, query.limit());
            return out -> Exporter.services(samples, out);
        }
        List<PoolSample> samples = store.samples(span, query.limit());
        return out -> Exporter.pools(format, samples, out);
    }
}
