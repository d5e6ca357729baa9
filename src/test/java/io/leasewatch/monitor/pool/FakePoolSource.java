package io.leasewatch.monitor.pool;

import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what it was told to answer, or throws. */
public final class FakePoolSource implements PoolSource {

    private List<PoolReading> answer = List.of();
    private @Nullable RuntimeException failure;

    public void answer(PoolReading... readings) {
        answer = List.of(readings);
        failure = null;
    }

    public void fail(RuntimeException with) {
        failure = with;
    }

    @Override
    public List<PoolReading> read() {
        if (failure != null) {
            throw failure;
        }
        return answer;
    }
}
