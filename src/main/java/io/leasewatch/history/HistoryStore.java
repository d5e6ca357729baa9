package io.leasewatch.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Where the history is kept. Every call may wait for a database, so it is for Leasewatch's own threads and for who asks for the
 * history. Thread-safe.
 */
public interface HistoryStore extends AutoCloseable {

    /** Writes all of it, or nothing. What is there already is written over. */
    void write(Batch batch) throws SQLException;

    /** Samples of pools, the oldest first; the newest {@code most} of those that are meant. */
    List<PoolSample> samples(Span span, int most) throws SQLException;

    /** The same of services. {@code span} names no pool. */
    List<ServiceSample> services(Span span, int most) throws SQLException;

    /** Samples of pools summed up by the database, for each pool the oldest first. */
    List<Aggregate> aggregates(Span span, Step step) throws SQLException;

    /** Events, the newest first, at most {@code most}. */
    List<Event> events(Span span, Event.Kind kind, int most) throws SQLException;

    /** Lets go of what is older than {@code before}, and of the oldest samples beyond {@code mostSamples}. Answers how many rows that were. */
    int forget(Instant before, int mostSamples) throws SQLException;

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
