package io.leasewatch.monitor.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is written, and fails when it is told to. */
final class FakeStore implements HistoryStore {

    final List<Batch> written = new ArrayList<>();
    boolean failing;
    String sqlState = "08006";
    boolean closed;
    int forgot;

    @Override
    public void write(Batch batch) throws SQLException {
        if (failing) {
            throw new SQLException("no password of mine", sqlState);
        }
        written.add(batch);
    }

    @Override
    public List<PoolSample> samples(TimeRange span, int most) {
        return List.of();
    }

    @Override
    public List<ServiceSample> services(TimeRange span, int most) {
        return List.of();
    }

    @Override
    public List<Aggregate> aggregates(SampleSubject subject, TimeRange span, AggregateStep step) {
        return List.of();
    }

    @Override
    public List<Event> events(TimeRange span, EventFilter filter, int most, int skipped) {
        return List.of();
    }

    @Override
    public int deleteOld(RetentionSettings retention) {
        forgot++;
        return 0;
    }

    @Override
    public void close() {
        closed = true;
    }
}
