package io.leasewatch.monitor.export;

import io.leasewatch.monitor.export.MetricsSnapshot.SeriesSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what it was told to tell. */
final class FakeSource implements SeriesSource {

    private final List<Consumer<Listener>> values = new ArrayList<>();

    FakeSource value(Metric quantity, @Nullable Number value, String... tags) {
        values.add(listener -> listener.value(quantity, value, tags));
        return this;
    }

    FakeSource forget() {
        values.clear();
        return this;
    }

    @Override
    public void collect(Listener listener) {
        values.forEach(value -> value.accept(listener));
    }
}
