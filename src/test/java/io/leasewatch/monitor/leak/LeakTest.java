package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeakTest {

    private final Leases leases = new Leases();

    @Test
    void leakIsOpenAsLongAsItsLeaseIs() {
        Lease lease = leases.take("jdbc/app");
        Leak leak =
                new Leak.Overdue(lease, new ManualClock().instant(), Duration.ofSeconds(31), Duration.ofSeconds(30));
        assertThat(leak.isOpen()).isTrue();
        assertThat(leak.ending()).isNull();

        leases.giveBack(lease);

        assertThat(leak.isOpen()).isFalse();
        assertThat(leak.ending()).isEqualTo(Ending.RETURNED_LATE);
    }

    @Test
    void endingIsWrittenWithUnderscores() {
        assertThat(Ending.RETURNED_LATE.outcome()).isEqualTo("returned_late");
    }

    @Test
    void settingsRefuseWhatMakesNoSenseAndSayWhy() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new LeakSettings(Duration.ZERO, false, second, 1))
                .hasMessage("threshold must be longer than zero, was PT0S");
        assertThatThrownBy(() -> new LeakSettings(second, false, second.negated(), 1))
                .hasMessage("checkInterval must be longer than zero, was PT-1S");
        assertThatThrownBy(() -> new LeakSettings(second, false, second, 0))
                .hasMessage("memory must be from 1 to 100000, was 0");
        assertThatThrownBy(() -> new LeakSettings(second, false, second, 100_001))
                .hasMessage("memory must be from 1 to 100000, was 100001");
    }
}
