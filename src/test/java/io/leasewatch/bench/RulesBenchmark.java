package io.leasewatch.bench;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.alert.AlertSettings;
import io.leasewatch.monitor.alert.Measurements;
import io.leasewatch.monitor.alert.RuleMetric;
import io.leasewatch.monitor.alert.RuleSettings;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One evaluation of 200 rules of people's own on the readings of 50 pools, with what it takes to measure those. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RulesBenchmark {

    static final int RULES = 200;
    static final int POOLS = 50;

    /** A rule in so many fires for every pool on a bad day. */
    private static final int FIRING = 10;

    /** How the day is. */
    public enum Day {
        RULES_ON_A_QUIET_DAY,
        RULES_ON_A_BAD_DAY
    }

    @Param
    public Day day;

    private AlertEvaluator desk;

    @Setup
    public void set() {
        Logger.getLogger(AlertEvaluator.class.getName()).setLevel(Level.OFF);
        Instant now = InstantSource.system().instant();
        List<PoolReading> readings =
                IntStream.range(0, POOLS).mapToObj(i -> reading(i, now)).toList();
        LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
        PoolWatch pools = new PoolWatch(
                registry,
                List.of(() -> readings),
                List.of(),
                InstantSource.system(),
                Ticker.SYSTEM,
                PoolSettings.DEFAULT);
        pools.read();
        AlertSettings usual = AlertSettings.DEFAULT;
        desk = new AlertEvaluator(
                List.of(),
                new Measurements(pools, new LeakLedger(10), registry),
                List.of(),
                InstantSource.system(),
                new AlertSettings(usual.cooldown(), usual.size(), usual.criticalLeaks(), rules()));
    }

    private static PoolReading reading(int number, Instant now) {
        return PoolReading.of("jdbc/pool" + number, WatchedBy.WRAPPER, now)
                .open(10, 20 + number % 10)
                .max(40)
                .waiting(number % 3)
                .timeouts(number)
                .retained(number % 5)
                .peak(30, 31)
                .build();
    }

    private List<RuleSettings> rules() {
        List<RuleMetric> metrics = Arrays.stream(RuleMetric.values())
                .filter(metric -> metric.of() == RuleMetric.Of.POOL)
                .toList();
        List<RuleSettings> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            boolean fires = day == Day.RULES_ON_A_BAD_DAY && i % FIRING == 0;
            RuleMetric metric = fires ? RuleMetric.IN_USE : metrics.get(i % metrics.size());
            rules.add(RuleSettings.parse("rule" + i + ": " + metric.word() + " >= " + (fires ? 1 : 1_000_000)));
        }
        return rules;
    }

    @Benchmark
    public Object evaluate() {
        desk.evaluate();
        return desk;
    }
}
