package io.leasewatch.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.MonitorHost;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.config.FakeConfig;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.export.Metric;
import io.leasewatch.monitor.export.Series;
import io.leasewatch.monitor.export.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 300 watched pools, as in an application with a pool for each tenant. What they cost is counted, not timed. */
class ManyPoolsTest {

    private static final int POOLS = 300;
    private static final int MOST = 100;

    private final Leases leases = new Leases();
    private final Monitor monitor = new Monitor(
            leases.registry,
            RequestLog.shared(),
            new Settings(new FakeConfig().with("leasewatch.history.enabled", "false")),
            MonitorHost.PLAIN,
            InstantSource.system());
    private final CountingRegistry registry = new CountingRegistry();
    private final MetricsPublisher publisher = new MetricsPublisher();

    @BeforeEach
    void start() {
        publisher.registry = registry.registry();
        monitor.exporting().metrics().addListener(publisher);
        monitor.start();
        for (int i = 0; i < POOLS; i++) {
            leases.registry.pool(name(i), "");
        }
        tick();
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void serversRegistryIsAskedOnceForEachSeries() {
        assertThat(registry.calls).hasSameSizeAs(monitor.exporting().metrics().now());
        registry.calls.clear();

        for (int i = 0; i < 10; i++) {
            use(i);
            tick();
        }

        assertThat(registry.calls).as("the service of the leases is new").hasSize(4);
    }

    @Test
    void seriesOfPoolsAreBounded() {
        for (int i = 0; i < POOLS; i++) {
            use(i);
        }
        tick();

        List<Series> series = monitor.exporting().metrics().now();

        assertThat(pools(series)).hasSize(MOST + 1).contains("other");
        assertThat(series).hasSizeLessThan((MOST + 1) * 30);
        assertThat(sum(series, Metric.SERVICE_LEASES)).isEqualTo(POOLS);
        assertThat(series).contains(new Series.Value(Metric.POOLS, Map.of(Tags.SERIES, "own"), MOST));
        // Pools of other tests in this JVM count too.
        assertThat(sum(series, Metric.POOLS)).isGreaterThanOrEqualTo(POOLS);
    }

    @Test
    void usedPoolTakesTheSeriesOfAnIdleOne() {
        String last = name(POOLS - 1);
        assertThat(pools(monitor.exporting().metrics().now())).doesNotContain(last);

        Lease lease = leases.take(last);
        tick();

        assertThat(pools(monitor.exporting().metrics().now())).contains(last).hasSize(MOST + 1);
        leases.giveBack(lease);
    }

    @Test
    void poolThatLeaksHasSeriesOfItsOwn() {
        List<Lease> busy = new ArrayList<>();
        for (int i = 0; i < POOLS - 1; i++) {
            busy.add(leases.take(name(i)));
            leases.giveBack(busy.get(i));
        }
        tick();
        leases.take(name(POOLS - 1));

        leases.ticker.advance(Duration.ofHours(1));
        monitor.tick();
        tick();

        assertThat(monitor.snapshot(Query.all(10, false)).leaks(leak -> true).leaks())
                .hasSize(1);
        assertThat(monitor.exporting().metrics().now())
                .contains(new Series.Value(Metric.SUSPECTS, Map.of(Tags.POOL, name(POOLS - 1)), 1));
    }

    private void use(int pool) {
        leases.giveBack(leases.take(name(pool)));
    }

    private void tick() {
        leases.ticker.advance(Duration.ofSeconds(1));
        monitor.tick();
    }

    private static String name(int pool) {
        return "tenant-%03d".formatted(pool);
    }

    private static Set<String> pools(List<Series> series) {
        return series.stream()
                .filter(one -> one.metric() == Metric.UTILIZATION)
                .map(one -> one.tags().get(Tags.POOL))
                .collect(Collectors.toSet());
    }

    private static double sum(List<Series> series, Metric metric) {
        return series.stream()
                .filter(one -> one.metric() == metric)
                .mapToDouble(one -> ((Series.Value) one).value())
                .sum();
    }
}
