package io.leasewatch.monitor.alert;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Whatever the readings of a pool are, one after another, a rule neither flaps nor forgets to say that it is over. */
class AlertDeskProperties {

    private static final int LIMIT = 80;

    /** Five percent of the limit: what a firing rule lets go at. */
    private static final double RELEASE = 76;

    @Property
    void noReadingsMakeARuleFlapOrLoseItsResolution(
            @ForAll("looks") List<Look> looks,
            @ForAll @IntRange(max = 20) int hold,
            @ForAll @IntRange(max = 120) int cooldown) {
        List<Told> told = told(looks, hold, cooldown);

        @Nullable Told lastFiring = null;
        @Nullable Told before = null;
        for (Told one : told) {
            assertThat(before != null && before.firing())
                    .as("%s after %s", one, before)
                    .isEqualTo(!one.firing());
            if (one.firing() && lastFiring != null) {
                assertThat(Duration.between(lastFiring.at(), one.at()))
                        .as("from %s to %s", lastFiring, one)
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(cooldown));
            }
            lastFiring = one.firing() ? one : lastFiring;
            before = one;
        }
        if (looks.get(looks.size() - 1).inUse() < RELEASE) {
            assertThat(before == null || !before.firing()).as("it is over").isTrue();
        }
    }

    @Property
    void ruleFiresExactlyWhenItsConditionHasHeldForItsTime(
            @ForAll("looks") List<Look> looks, @ForAll @IntRange(max = 20) int hold) {
        List<Told> told = told(looks, hold, 0);

        assertThat(told).isEqualTo(expectedWithoutCooldown(looks, hold));
    }

    @Provide
    Arbitrary<List<Look>> looks() {
        // Most of it near the limit, where a rule could flap.
        Arbitrary<Integer> inUse = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(74, 82)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 100)));
        return Combinators.combine(inUse, Arbitraries.integers().between(1, 30))
                .as(Look::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /** An obvious way to know it, which looks back over everything each time. */
    private static List<Told> expectedWithoutCooldown(List<Look> looks, int hold) {
        List<Told> expected = new ArrayList<>();
        Instant now = new ManualClock().instant();
        @Nullable Instant began = null;
        boolean firing = false;
        for (Look look : looks) {
            now = now.plusSeconds(look.seconds());
            boolean holds = look.inUse() >= (firing ? RELEASE : LIMIT);
            began = holds ? (began == null ? now : began) : null;
            boolean fires = began != null && !began.plusSeconds(hold).isAfter(now);
            if (fires != firing) {
                expected.add(new Told(fires, now));
            }
            firing = fires;
        }
        return expected;
    }

    private static List<Told> told(List<Look> looks, int hold, int cooldown) {
        ManualClock clock = new ManualClock();
        Leases leases = new Leases();
        FakePoolSource server = new FakePoolSource();
        PoolWatch pools =
                new PoolWatch(leases.registry, List.of(server), List.of(), clock, leases.ticker, PoolSettings.DEFAULT);
        List<Told> told = new ArrayList<>();
        AlertChannel noting = new AlertChannel() {
            @Override
            public String name() {
                return "noting";
            }

            @Override
            public void send(Alert alert) {
                told.add(new Told(alert.isFiring(), clock.instant()));
            }
        };
        RuleSettings busy = new RuleSettings(
                "busy",
                RuleCondition.of(new Threshold(RuleMetric.UTILIZATION, Operator.AT_LEAST, LIMIT), ""),
                Duration.ofSeconds(hold),
                null,
                Duration.ofSeconds(cooldown),
                Set.of(),
                true);
        AlertEvaluator desk = new AlertEvaluator(
                List.of(),
                new Measurements(pools, new LeakLedger(10), leases.registry),
                List.of(noting),
                clock,
                new AlertSettings(Duration.ofMinutes(5), 100, 6, List.of(busy, RuleSettings.parse("peak: disabled"))));
        for (Look look : looks) {
            clock.advance(Duration.ofSeconds(look.seconds()));
            leases.ticker.advance(Duration.ofSeconds(look.seconds()));
            server.answer(reading("jdbc/app", look.inUse(), 100));
            pools.read();
            desk.evaluate();
        }
        return told;
    }

    /** A reading, and how long after the one before. */
    record Look(int inUse, int seconds) {}

    private record Told(boolean firing, Instant at) {}
}
