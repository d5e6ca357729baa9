package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakOverrideTest {

    private final Leases leases = new Leases();
    private final Lease lease =
            leases.take("jdbc/app", Borrower.of(new Operation("batch", "run", Duration.ofMinutes(1), ""), "", null));

    @Test
    void lineComesBeforeServiceAndServiceBeforePoolAndPoolBeforeTheAnnotation() {
        String site = "site:" + lease.site() + "=PT1S";

        assertThat(limit("pool:jdbc/app=PT3S", "service:batch=PT2S", site)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limit("pool:jdbc/app=PT3S", "service:batch=PT2S")).isEqualTo(Duration.ofSeconds(2));
        assertThat(limit("pool:jdbc/app=PT3S", "service:other=PT2S")).isEqualTo(Duration.ofSeconds(3));
        assertThat(limit("pool:jdbc/other=PT3S")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void neverIsAsLongAsTheyLike() {
        assertThat(limit("pool:jdbc/app=never")).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc/app=PT1S",
                "pool:=PT1S",
                "pool:jdbc/app",
                "shelf:a=PT1S",
                "pool:a=PT0S",
                "pool:a=PT-1S",
                "pool:a=soon"
            })
    void whatIsNotOfTheFormIsRefused(String text) {
        assertThatThrownBy(() -> LeakOverride.parse(text))
                .isInstanceOfAny(IllegalArgumentException.class, java.time.DateTimeException.class);
    }

    private Duration limit(String... overrides) {
        List<LeakOverride> parsed =
                Stream.of(overrides).map(LeakOverride::parse).toList();
        return Duration.ofNanos(new LeakSettings(
                        Duration.ofSeconds(30),
                        false,
                        Duration.ofSeconds(10),
                        10,
                        LogStack.NEVER,
                        Duration.ofDays(1),
                        parsed,
                        List.of())
                .limitNanos(lease));
    }
}
