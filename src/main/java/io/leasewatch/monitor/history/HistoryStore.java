package io.leasewatch.monitor.history;

import java.sql.SQLException;
import java.util.List;

/**
 * Where the history is kept. Every call may wait for a database, so it is for Leasewatch's own threads and for who asks for the
 * history. Thread-safe.
 */
public interface HistoryStore extends AutoCloseable {

    /** Writes all of it, or nothing. What is there already is written over. */
    void write(Batch batch) throws SQLException;

    /** Samples of pools, the oldest first; the newest {@code most} of those that are meant. */
    List<PoolSample> samples(TimeRange span, int most) throws SQLException;

    /** The same of services. */
    List<ServiceSample> services(TimeRange span, int most) throws SQLException;

    /**
     * Samples summed up by the database, for each server and pool or service the oldest first. The first hour or day is whole, also
     * when {@code span} begins in the midst of it.
     */
    List<Aggregate> aggregates(SampleSubject subject, TimeRange span, AggregateStep step) throws SQLException;

    /** Events, the newest first: after the first {@code skipped}, at most {@code most}. */
    List<Event> events(TimeRange span, Event.Kind kind, int most, int skipped) throws SQLException;

    /** Lets go of what may be forgotten. Answers how many samples and events that were. */
    int forget(RetentionSettings retention) throws SQLException;

    @Override
    void close() throws SQLException;

    /** What is written at once. */
    record Batch(List<PoolSample> pools, List<ServiceSample> services, List<Event> events) {
        public Batch {
            pools = List.copyOf(pools);
            services = List.copyOf(services);
            events = List.copyOf(events);
        }

        public boolean isEmpty() {
            return size() == 0;
        }

        /** How many rows that are. */
        public int size() {
            return pools.size() + services.size() + events.size();
        }
    }
}
