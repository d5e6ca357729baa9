package io.leasewatch.monitor.advice;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.monitor.advice.Verdict.Cause;
import io.leasewatch.monitor.alert.Finding;
import io.leasewatch.monitor.alert.ForecastRule;
import io.leasewatch.monitor.judgement.Judge;
import io.leasewatch.monitor.judgement.JudgedPools;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.pool.FakePoolSource;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link Advisor} on real leases, and the {@link ForecastRule} that hears of it. */
class AdvisorTest {

    private static final String POOL = "jdbc/app";

    private final JudgedPools judged = new JudgedPools();
    private final Leases leases = judged.leases;
    private final SiteLedger sites = judged.sites;
    private final FakePoolSource server = judged.server;
    private final PoolWatch pools = judged.pools;
    private final Advisor advisor = judged.advisor;
    private final Judge judge = judged.judge;
    private final ForecastRule rule = new ForecastRule(judge);
    private int out;

    @BeforeEach
    void listen() {
        leases.registry.addListener(sites);
    }

    @Test
    void arrivalsAndHoldTimesAreMeasuredFromTheLeases() {
        work(Duration.ofMinutes(6));

        assertThat(advice().size().demand().load().perSecond()).isEqualTo(1);
        assertThat(advice().size().demand().load().holdSeconds()).isEqualTo(0.25);
        assertThat(advice().size().recommended()).isEqualTo(2);
        assertThat(advice().size().sentences().get(0))
                .startsWith("Lower the maximum of jdbc/app from 20 to 2. It is 10.0 times");
    }

    @Test
    void leakOfALeaseEveryTwentySecondsIsForecastAndAlarmed() {
        work(Duration.ofMinutes(3));
        for (int i = 0; i < 9; i++) {
            leases.take(POOL);
            out++;
            work(Duration.ofSeconds(20));
        }

        assertThat(advice().forecast().suspects()).isEqualTo(9);
        // 20, less 9, at 3 a minute.
        assertThat(advice().forecast().exhaustedIn()).isBetween(Duration.ofSeconds(180), Duration.ofSeconds(260));
        assertThat(advice().verdict().cause()).isEqualTo(Cause.LEAK);
        assertThat(findings(Set.of())).singleElement().satisfies(finding -> {
            assertThat(finding.pool()).isEqualTo(POOL);
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.message()).contains("jdbc/app will be exhausted in ", "(between ");
        });
    }

    @Test
    void leaseThatExecutesAStatementForLongIsSlowAndNoLeak() {
        work(Duration.ofMinutes(3));
        for (int i = 0; i < 9; i++) {
            Lease lease = leases.take(POOL);
            leases.registry.executions().started(lease, "select 1");
            out++;
            work(Duration.ofSeconds(20));
        }

        assertThat(advice().forecast().suspects()).isZero();
        assertThat(findings(Set.of())).isEmpty();
    }

    @Test
    void poolWithoutLeaksRaisesNoAlarm() {
        work(Duration.ofMinutes(10));

        assertThat(advice().forecast().exhaustedIn()).isNull();
        assertThat(advice().verdict().cause()).isEqualTo(Cause.NOTHING);
        assertThat(findings(Set.of(POOL))).isEmpty();
        assertThat(rule.name()).isEqualTo("forecast-exhaustion");
    }

    @Test
    void alertThatFiresGoesOnWhileTheLeakDoes() {
        work(Duration.ofMinutes(3));
        for (int i = 0; i < 9; i++) {
            leases.take(POOL);
            out++;
            work(Duration.ofSeconds(20));
        }
        server.answer(reading(POOL, out, 10_000));
        pools.read();
        advisor.sample();
        advisor.compute();

        assertThat(findings(Set.of())).isEmpty();
        assertThat(findings(Set.of(POOL))).extracting(Finding::severity).containsExactly(Severity.WARNING);
    }

    @Test
    void nothingIsSaidOfAPoolThatNobodyKnows() {
        work(Duration.ofMinutes(2));
        assertThat(advisor.advice("jdbc/gone")).isEmpty();
        assertThat(advisor.advice()).extracting(PoolAdvice::pool).containsExactly(POOL);
    }

    private List<Finding> findings(Set<String> firing) {
        judge.judge();
        return rule.evaluate(firing);
    }

    private PoolAdvice advice() {
        return advisor.advice(POOL).orElseThrow();
    }

    /** One connection a second, for a quarter of one, and a look each second. */
    private void work(Duration time) {
        for (int second = 0; second < time.toSeconds(); second++) {
            Lease lease = leases.take(POOL);
            leases.ticker.advance(Duration.ofMillis(250));
            leases.giveBack(lease);
            leases.ticker.advance(Duration.ofMillis(750));
            server.answer(reading(POOL, out, 20));
            pools.read();
            advisor.sample();
        }
        advisor.compute();
    }
}
