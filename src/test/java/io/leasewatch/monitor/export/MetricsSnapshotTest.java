package io.leasewatch.monitor.export;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.export.Series.Distribution;
import io.leasewatch.monitor.export.Series.Value;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsSnapshotTest {

    private static final String APP = "jdbc/app";

    private final Leases leases = new Leases();
    private final FakePoolSource server = new FakePoolSource();
    private final FakeSource source = new FakeSource();
    private final PoolWatch pools = new PoolWatch(
            leases.registry, List.of(server), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);
    private final Map<String, Integer> weights = new HashMap<>(Map.of(APP, 0));
    private final MetricLabels labels = new MetricLabels(() -> weights, Map::of);
    private final MetricsSnapshot board = new MetricsSnapshot(
            leases.registry, pools, List.of(source, new PoolSeries(pools, leases.registry, labels)), labels);

    @Test
    void countThatBeginsAnewGoesOnHere() {
        source.value(Metric.LEAKS, 5, Tags.POOL, APP);
        board.update();
        source.forget().value(Metric.LEAKS, 2, Tags.POOL, APP);
        List<Series> series = updated();

        assertThat(value(series, Metric.LEAKS, Map.of(Tags.POOL, APP))).isEqualTo(7);
    }

    @Test
    void whatNobodyCanTellIsNoSeries() {
        source.value(Metric.MAX, null, Tags.OTEL_POOL, APP)
                .value(Metric.DATABASE_PING, Double.NaN, Tags.POOL, APP)
                .value(Metric.EXHAUSTION_ETA, Double.POSITIVE_INFINITY, Tags.POOL, APP);

        assertThat(updated())
                .extracting(Series::metric)
                .containsExactly(Metric.EXHAUSTION_ETA, Metric.POOLS, Metric.POOLS, Metric.CAPTURES);
    }

    @Test
    void seriesThatIsToldTwiceIsThereOnce() {
        source.value(Metric.SUSPECTS, 1, Tags.POOL, APP).value(Metric.SUSPECTS, 2, Tags.POOL, APP);

        assertThat(updated())
                .filteredOn(series -> series.metric() == Metric.SUSPECTS)
                .containsExactly(new Value(Metric.SUSPECTS, Map.of(Tags.POOL, APP), 2));
    }

    @Test
    void readingIsToldAsItIs() {
        server.answer(reading(APP, 7, 10, 4));
        pools.read();

        List<Series> series = updated();

        assertThat(value(series, Metric.CONNECTIONS, Map.of(Tags.OTEL_POOL, APP, Tags.OTEL_STATE, "used")))
                .isEqualTo(7);
        assertThat(value(series, Metric.CONNECTIONS, Map.of(Tags.OTEL_POOL, APP, Tags.OTEL_STATE, "idle")))
                .isEqualTo(3);
        assertThat(value(series, Metric.MAX, Map.of(Tags.OTEL_POOL, APP))).isEqualTo(10);
        assertThat(value(series, Metric.PENDING, Map.of(Tags.OTEL_POOL, APP))).isEqualTo(4);
        assertThat(value(series, Metric.IDLE_MIN, Map.of(Tags.OTEL_POOL, APP))).isEqualTo(2);
        assertThat(value(series, Metric.UTILIZATION, Map.of(Tags.POOL, APP))).isEqualTo(0.7);
    }

    @Test
    void holdsAreCountedInBucketsFromReadingToReading() {
        leases.registry.addListener(pools.times());
        for (Duration held : List.of(Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofHours(1))) {
            Lease lease = leases.take(APP);
            leases.ticker.advance(held);
            leases.giveBack(lease);
            pools.read();
            board.update();
        }

        Distribution holds = (Distribution) updated().stream()
                .filter(series -> series.metric() == Metric.USE_TIME)
                .findFirst()
                .orElseThrow();

        assertThat(holds.counts()).containsExactly(0L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
        assertThat(holds.count()).isEqualTo(3);
        assertThat(holds.sum()).isBetween(3564.0, 3636.0);
    }

    @Test
    void poolsWithoutSeriesOfTheirOwnAreCombined() {
        board.apply(new MetricsSettings(1, 1));
        server.answer(reading(APP, 7, 10), reading("jdbc/b", 1, 10), reading("jdbc/c", 4, 5));
        weights.putAll(Map.of(APP, 1, "jdbc/b", 0, "jdbc/c", 0));
        pools.read();
        source.value(Metric.LEAKS, 5, Tags.POOL, "jdbc/b").value(Metric.LEAKS, 2, Tags.POOL, "jdbc/c");

        List<Series> series = updated();

        assertThat(value(series, Metric.CONNECTIONS, Map.of(Tags.OTEL_POOL, "other", Tags.OTEL_STATE, "used")))
                .isEqualTo(5);
        assertThat(value(series, Metric.UTILIZATION, Map.of(Tags.POOL, "other")))
                .isEqualTo(0.8);
        assertThat(value(series, Metric.LEAKS, Map.of(Tags.POOL, "other"))).isEqualTo(7);
        assertThat(value(series, Metric.POOLS, Map.of(Tags.SERIES, "own"))).isEqualTo(1);
        assertThat(value(series, Metric.POOLS, Map.of(Tags.SERIES, "other"))).isEqualTo(2);
        assertThat(series).noneMatch(one -> one.isOf("jdbc/b") || one.isOf("jdbc/c"));
    }

    @Test
    void counterOfAPoolIsNeverCountedTwice() {
        board.apply(new MetricsSettings(1, 1));
        weights.put("jdbc/b", 0);
        source.value(Metric.LEAKS, 5, Tags.POOL, APP).value(Metric.LEAKS, 3, Tags.POOL, "jdbc/b");
        board.update();
        weights.put("jdbc/b", 1);
        source.forget().value(Metric.LEAKS, 6, Tags.POOL, APP).value(Metric.LEAKS, 5, Tags.POOL, "jdbc/b");

        List<Series> series = updated();

        assertThat(value(series, Metric.LEAKS, Map.of(Tags.POOL, "jdbc/b"))).isEqualTo(2);
        assertThat(value(series, Metric.LEAKS, Map.of(Tags.POOL, "other"))).isEqualTo(4);
    }

    @Test
    void updateWithoutANewReadingDoesNothing() {
        pools.read();
        board.updateAfterReading();
        List<Series> before = board.now();

        board.updateAfterReading();

        assertThat(board.now()).isSameAs(before);
    }

    @Test
    void listenerThatFailsStopsNoOther() {
        List<List<Series>> received = new ArrayList<>();
        board.addListener(series -> {
            throw new IllegalStateException("broken");
        });
        board.addListener(received::add);

        List<Series> series = updated();

        assertThat(received).containsExactly(series);
    }

    private List<Series> updated() {
        board.update();
        return board.now();
    }

    private static double value(List<Series> series, Metric quantity, Map<String, String> tags) {
        return series.stream()
                .filter(one -> one.metric() == quantity && one.tags().equals(tags))
                .map(one -> ((Value) one).value())
                .findFirst()
                .orElseThrow();
    }
}
