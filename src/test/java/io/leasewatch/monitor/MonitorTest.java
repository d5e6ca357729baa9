package io.leasewatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.ConnectionMonitor;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.alert.RecordingChannel;
import io.leasewatch.monitor.config.ConfigurationException;
import io.leasewatch.monitor.config.FakeConfig;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.diagnosis.HealthStatus;
import io.leasewatch.monitor.export.Format;
import io.leasewatch.monitor.view.LeakView;
import io.leasewatch.monitor.view.PoolView;
import io.leasewatch.spi.AlertChannel;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.WatchedBy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MonitorTest {

    private static final String POOL = "jdbc/orders";
    private static final Query ALL = Query.all(100, false);
    private static final Duration LONG = Duration.ofHours(1);

    private final Leases leases = new Leases();

    @Test
    void aConnectionThatIsNotReturnedBecomesALeakOfTheSnapshot() {
        try (Monitor monitor = monitor(MonitorHost.PLAIN, part -> part)) {
            monitor.start();
            leases.take(POOL);

            leases.ticker.advance(LONG);
            monitor.tick();

            assertThat(monitor.snapshot(ALL).leaks(leak -> true).leaks())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            LeakView.class,
                            leak -> assertThat(leak.lease().pool()).isEqualTo(POOL));
        }
    }

    @Test
    void aReturnedConnectionIsNoLeak() {
        try (Monitor monitor = monitor(MonitorHost.PLAIN, part -> part)) {
            monitor.start();
            leases.giveBack(leases.take(POOL));

            leases.ticker.advance(LONG);
            monitor.tick();

            assertThat(monitor.snapshot(ALL).leaks(leak -> true).count()).isZero();
        }
    }

    @Test
    void ruleMayNameAChannelOfAPlugInAndNoOther() {
        MonitorHost host = withChannel(new RecordingChannel("pager"));
        Settings own = settings(new FakeConfig().with("leasewatch.alerts.rules", "leaks: channels pager"));
        Settings misspelt = settings(new FakeConfig().with("leasewatch.alerts.rules", "leaks: channels pagr"));

        try (Monitor monitor = monitor(host, own, part -> part)) {
            assertThat(own.channels()).containsExactly("log", "pager");
            assertThat(monitor.alerting().evaluator().rules())
                    .anySatisfy(rule -> assertThat(rule.channels()).containsExactly("pager"));
        }
        assertThatThrownBy(() -> monitor(host, misspelt, part -> part))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("which are log, pager, was pagr in the rule leaks; there is no channel pagr");
    }

    @Test
    void applicationConfiguresTheMonitorWhileItRuns() {
        Map<String, String> wanted = Map.of("leasewatch.leak.threshold", "PT2S");
        try (Monitor monitor = monitor(MonitorHost.PLAIN, part -> part)) {
            monitor.start();

            ConnectionMonitor.configure(wanted);

            assertThat(monitor.leaks().detector().settings().threshold()).isEqualTo(Duration.ofSeconds(2));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConnectionMonitor.configure(Map.of("leasewatch.leak.threshold", "soon")))
                    .withMessageContaining("leasewatch.leak.threshold must be");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConnectionMonitor.configure(Map.of("leasewatch.unheard-of", "1")));
        }
        assertThatIllegalStateException().isThrownBy(() -> ConnectionMonitor.configure(wanted));
    }

    @Test
    void nothingTicksAfterTheEnd() {
        Monitor monitor = monitor(MonitorHost.PLAIN, part -> part);
        monitor.start();
        leases.take(POOL);
        monitor.close();

        leases.ticker.advance(LONG);
        monitor.tick();

        assertThat(monitor.snapshot(ALL).leaks(leak -> true).count()).isZero();
    }

    @Test
    void everyReaderHasTheSameNumbers() throws IOException {
        PoolSource source = () -> List.of(PoolReading.of(POOL, WatchedBy.POOL_NUMBERS, Instant.EPOCH)
                .open(2, 7)
                .waiting(3)
                .max(10)
                .build());
        try (Monitor monitor = monitor(host(source), part -> part)) {
            monitor.start();
            leases.ticker.advance(LONG);
            monitor.tick();

            Snapshot now = monitor.snapshot(ALL);
            PoolView pool = now.pool(POOL).orElseThrow();
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            monitor.exporting().exporter().now(Format.PROMETHEUS, null, text);

            assertThat(now.pools()).contains(pool);
            assertThat(now.metrics().active()).isEqualTo(pool.inUseCount()).isEqualTo(7);
            assertThat(now.metrics().waiting()).isEqualTo(pool.waitingCount()).isEqualTo(3);
            assertThat(text.toString(StandardCharsets.UTF_8))
                    .containsPattern("(?m)^db_client_connection_count\\{[^}]*jdbc/orders[^}]*used[^}]*} 7(\\.0)?$");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPartThatFailsStopsNoOther(String broken) {
        List<String> calls = new ArrayList<>();
        try (Monitor monitor = monitor(
                MonitorHost.PLAIN, part -> part.name().equals(broken) ? failing(broken) : recording(part, calls))) {
            monitor.start();
            leases.ticker.advance(LONG);
            monitor.tick();
            monitor.reset();
        }

        List<String> others = names().filter(name -> !name.equals(broken)).toList();
        for (String duty : List.of("apply", "start", "tick", "reset", "close")) {
            assertThat(calls)
                    .filteredOn(call -> call.startsWith(duty + ' '))
                    .as(duty)
                    .extracting(call -> call.substring(duty.length() + 1))
                    .containsExactlyElementsOf(duty.equals("start") ? reversed(others) : others);
        }
    }

    private static List<String> reversed(List<String> names) {
        List<String> reversed = new ArrayList<>(names);
        Collections.reverse(reversed);
        return reversed;
    }

    @Test
    void sourceThatDoesNotAnswerDelaysNoLeak() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        PoolSource stuck = () -> {
            reading.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        try (Monitor monitor = monitor(host(stuck), part -> part)) {
            monitor.start();
            leases.ticker.advance(LONG);
            Thread pools = new Thread(() -> monitor.run(Lane.POOLS));
            pools.start();
            reading.await();
            leases.take(POOL);

            leases.ticker.advance(LONG);
            monitor.tick();

            assertThat(monitor.snapshot(ALL).leaks(leak -> true).leaks()).hasSize(1);
            assertThat(monitor.lag().recent().get("pools")).isGreaterThanOrEqualTo(LONG);
            assertThat(monitor.snapshot(ALL).health().state()).isEqualTo(HealthStatus.State.UNKNOWN);
            assertThat(monitor.snapshot(ALL).health().reasons())
                    .anyMatch(reason -> reason.startsWith("the pools have not been read"));
            answer.countDown();
        }
    }

    @Test
    void leasesAreListenedToBeforeTheAgentCanOpenOne() {
        List<String> names = names().toList();

        assertThat(names).containsSubsequence("databases", "agent", "lease listeners", "leases", "history");
    }

    @Test
    void secondMonitorOfAJvmWaitsSaysForWhomAndTakesOverWhenTheFirstIsClosed() {
        Properties jvm = new Properties();
        try (Monitor first = monitor(among("leasewatch", jvm), part -> part);
                Monitor second = monitor(among("second", jvm), part -> part);
                RecordedLog log = RecordedLog.of(Scheduler.class)) {
            first.start();
            second.start();
            leases.take(POOL);
            leases.ticker.advance(LONG);
            first.tick();
            second.tick();

            assertThat(first.snapshot(ALL).leaks(leak -> true).leaks()).hasSize(1);
            assertThat(second.snapshot(ALL).leaks(leak -> true).leaks()).isEmpty();
            assertThat(second.leadership().other()).isEqualTo("leasewatch");
            assertThat(second.snapshot(ALL).health().reasons())
                    .contains("the monitor of the application leasewatch watches this server in place of this one");
            assertThat(second.heartbeat().sinceLastTick()).isZero();

            first.close();
            leases.ticker.advance(Duration.ofSeconds(1));
            second.tick();
            leases.ticker.advance(LONG);
            second.tick();

            assertThat(second.leadership().other()).isNull();
            assertThat(second.snapshot(ALL).leaks(leak -> true).leaks()).hasSize(1);
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).contains("LSW5017W", "application leasewatch");
            assertThat(log.lines().get(1)).contains("LSW5018I");
        }
        assertThat(jvm).isEmpty();
    }

    @Test
    void monitorThatWaitsLeavesTheLeadershipToTheOtherWhenItIsClosed() {
        Properties jvm = new Properties();
        try (Monitor first = monitor(among("leasewatch", jvm), part -> part)) {
            first.start();
            Monitor second = monitor(among("leasewatch", jvm), part -> part);
            second.start();
            second.reset();
            second.close();

            assertThat(jvm).hasSize(1);
            assertThat(first.leadership().other()).isNull();
        }
    }

    static Stream<String> names() {
        List<String> names = new ArrayList<>();
        new MonitorTest()
                .monitor(MonitorHost.PLAIN, part -> {
                    names.add(part.name());
                    return part;
                })
                .close();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(15);
        return names.stream();
    }

    private static MonitorHost host(PoolSource source) {
        return host(List.of(source), List.of(), Leadership.ALONE);
    }

    private static MonitorHost among(String name, Properties jvm) {
        return host(List.of(), List.of(), Leadership.among(name, jvm));
    }

    private static MonitorHost withChannel(AlertChannel channel) {
        return host(List.of(), List.of(channel), Leadership.ALONE);
    }

    private static MonitorHost host(List<PoolSource> sources, List<AlertChannel> channels, Leadership leadership) {
        return new MonitorHost(
                MonitorHost.PLAIN.names(),
                MonitorHost.PLAIN.stopping(),
                MonitorHost.PLAIN.json(),
                sources,
                List.of(),
                channels,
                List.of(),
                leadership);
    }

    private static Settings settings(FakeConfig config) {
        return new Settings(config.with("leasewatch.history.enabled", "false"));
    }

    private Monitor monitor(MonitorHost host, UnaryOperator<Part> decorator) {
        return monitor(host, settings(new FakeConfig()), decorator);
    }

    private Monitor monitor(MonitorHost host, Settings settings, UnaryOperator<Part> decorator) {
        return new Monitor(leases.registry, RequestLog.shared(), settings, host, InstantSource.system(), decorator);
    }

    private static Part failing(String name) {
        Runnable fails = () -> {
            throw new IllegalStateException(name + " is broken");
        };
        return Part.named(name)
                .onStart(fails)
                .onChange(configuration -> fails.run())
                .every(Duration.ofSeconds(1), "Failing", fails)
                .onReset(fails)
                .onClose(fails);
    }

    private static Part recording(Part part, List<String> calls) {
        return Part.named(part.name())
                .onStart(() -> {
                    calls.add("start " + part.name());
                    part.start();
                })
                .onChange(configuration -> {
                    calls.add("apply " + part.name());
                    part.apply(configuration);
                })
                .every(Duration.ofSeconds(1), "Recording", () -> calls.add("tick " + part.name()))
                .onReset(() -> {
                    calls.add("reset " + part.name());
                    part.reset();
                })
                .onClose(() -> {
                    calls.add("close " + part.name());
                    part.close();
                });
    }
}
