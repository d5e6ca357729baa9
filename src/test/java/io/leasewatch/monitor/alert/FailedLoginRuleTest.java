package io.leasewatch.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailedLoginRuleTest {

    private final ManualTicker ticker = new ManualTicker();
    private final FailedLogins logins = new FailedLogins();
    private final FailedLoginRule rule = new FailedLoginRule(logins, ticker, () -> 20);

    @Test
    void burstIsAWarningThatNamesTheAddressAndNoUser() {
        assertThat(rule.evaluate(Set.of())).isEmpty();
        fail(20);
        assertThat(rule.evaluate(Set.of())).isEmpty();

        fail(1);

        assertThat(rule.evaluate(Set.of())).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.service()).isEqualTo("leasewatch");
            assertThat(finding.count()).isEqualTo(21);
            assertThat(finding.message())
                    .isEqualTo("21 logins to the monitor failed in the last minute, the last one from 198.51.100.7.");
        });
    }

    @Test
    void endsWhenFewerThanHalfOfTheLimitFailed() {
        assertThat(rule.evaluate(Set.of())).isEmpty();
        fail(15);
        assertThat(rule.evaluate(Set.of("leasewatch"))).hasSize(1);

        ticker.advance(Duration.ofSeconds(70));
        assertThat(rule.evaluate(Set.of("leasewatch"))).hasSize(1);
        ticker.advance(Duration.ofSeconds(70));

        assertThat(rule.evaluate(Set.of("leasewatch"))).isEmpty();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            logins.record("198.51.100.7");
        }
    }
}
