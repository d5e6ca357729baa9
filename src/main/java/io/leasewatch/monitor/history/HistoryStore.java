package io.leasewatch.monitor.history;

import java.sql.SQLException;
import java.util.List;

/**
 * The store of the history. Every method may block on a database, so only Leasewatch's own threads and requests for the history call it.
 * Thread-safe.
 */
public interface HistoryStore extends AutoCloseable {

    /** Opens the store. May block for a long time. */
    @FunctionalInterface
    interface Factory {
        HistoryStore open() throws SQLException;
    }

    /** Writes the batch in one transaction. Replaces rows that exist already. */
    void write(Batch batch) throws SQLException;

    /** The newest {@code most} samples of pools in {@code span}, oldest first. */
    List<PoolSample> samples(TimeRange span, int most) throws SQLException;

    /** The newest {@code most} samples of services in {@code span}, oldest first. */
    List<ServiceSample> services(TimeRange span, int most) throws SQLException;

    /**
     * Aggregates of samples, computed by the database, for each server and each pool or service, oldest first. The first hour or day is
     * complete even if {@code span} begins within it.
     */
    List<Aggregate> aggregates(SampleSubject subject, TimeRange span, AggregateStep step) throws SQLException;

    /** Events in {@code span}, newest first: skips {@code skipped}, returns at most {@code most}. */
    List<Event> events(TimeRange span, EventFilter filter, int most, int skipped) throws SQLException;

    /** Deletes old rows. Returns the number of deleted samples and events. */
    int deleteOld(RetentionSettings retention) throws SQLException;

    @Override
    void close() throws SQLException;

    /** Rows that are written in one transaction. */
    record Batch(List<PoolSample> pools, List<ServiceSample> services, List<Event> events) {
        public Batch {
            pools = List.copyOf(pools);
            services = List.copyOf(services);
            events = List.copyOf(events);
        }

        public boolean isEmpty() {
            return size() == 0;
        }

        /** The number of rows. */
        public int size() {
            return pools.size() + services.size() + events.size();
        }
    }
}
