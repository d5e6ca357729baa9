package io.leasewatch.monitor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.monitor.alert.RuleMetric;
import io.leasewatch.monitor.diagnosis.ServiceHealth.State;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceHealthTest {

    private static final LeaseStatistics IDLE = statistics(0);

    @Test
    void serviceThatWorksIsHealthy() {
        ServiceHealth health =
                ServiceHealth.of("bookshop", IDLE, Map.of(RuleMetric.ERRORS, 0.0, RuleMetric.SILENT, 3599.0), 0);

        assertThat(health.state()).isEqualTo(State.HEALTHY);
        assertThat(health.reasons()).isEmpty();
        assertThat(health.silent()).isEqualTo(Duration.ofSeconds(3599));
    }

    @Test
    void serviceOfWhoseWorkATenthFailsIsFailing() {
        ServiceHealth health =
                ServiceHealth.of("bookshop", IDLE, Map.of(RuleMetric.ERRORS, 5.0, RuleMetric.ERROR_RATE, 10.0), 0);

        assertThat(health.state()).isEqualTo(State.FAILING);
        assertThat(health.reasons()).containsExactly("10.0% of its work failed in the last five minutes (5 errors)");
    }

    @Test
    void serviceOfWhoseWorkLessFailsIsDegraded() {
        ServiceHealth health =
                ServiceHealth.of("bookshop", IDLE, Map.of(RuleMetric.ERRORS, 5.0, RuleMetric.ERROR_RATE, 9.9), 0);

        assertThat(health.state()).isEqualTo(State.DEGRADED);
        assertThat(health.reasons()).containsExactly("5 errors in the last five minutes");
    }

    @Test
    void serviceThatLeaksIsDegradedEvenIfItHasBeenSilent() {
        ServiceHealth health = ServiceHealth.of("bookshop", IDLE, Map.of(RuleMetric.SILENT, 7200.0), 2);

        assertThat(health.state()).isEqualTo(State.DEGRADED);
        assertThat(health.reasons()).containsExactly("2 open leaks", "it has taken no lease for 2 h");
    }

    @Test
    void serviceThatHasTakenNothingForAnHourIsInactiveUnlessItHoldsSomething() {
        Map<RuleMetric, Double> silent = Map.of(RuleMetric.SILENT, 3600.0);

        assertThat(ServiceHealth.of("bookshop", IDLE, silent, 0).state()).isEqualTo(State.INACTIVE);
        assertThat(ServiceHealth.of("bookshop", statistics(1), silent, 0).state())
                .isEqualTo(State.HEALTHY);
    }

    @Test
    void serviceThatNobodyHasLookedAtYetIsHealthy() {
        ServiceHealth health = ServiceHealth.of("bookshop", IDLE, Map.of(), 0);

        assertThat(health.state()).isEqualTo(State.HEALTHY);
        assertThat(health.errorRate()).isNull();
        assertThat(health.silent()).isNull();
    }

    private static LeaseStatistics statistics(int active) {
        return new LeaseStatistics(100 + active, 100, active, 3, Duration.ofMillis(20), 7);
    }
}
