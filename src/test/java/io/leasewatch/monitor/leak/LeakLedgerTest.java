package io.leasewatch.monitor.leak;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.leak.LeakLedger.PoolAndKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeakLedgerTest {

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final LeakLedger ledger = new LeakLedger(2);

    @Test
    void openLeaksAreListedTheNewestFirst() {
        Leak first = find("jdbc/app");
        Leak second = find("jdbc/reports");

        assertThat(ledger.open()).containsExactly(second, first);
    }

    @Test
    void leakWhoseLeaseCameBackIsNoLongerOpenEvenBeforeTheLedgerHearsOfItsEnd() {
        Leak leak = find("jdbc/app");

        leases.giveBack(leak.lease());

        assertThat(ledger.open()).isEmpty();
        assertThat(ledger.all()).containsExactly(leak);
    }

    @Test
    void openLeaksStandBeforeThoseThatEndedAndBothTheNewestFirst() {
        Leak first = find("jdbc/app");
        Leak second = find("jdbc/app");
        Leak third = find("jdbc/app");
        Leak fourth = find("jdbc/app");

        end(second);
        end(first);

        assertThat(ledger.all()).containsExactly(fourth, third, first, second);
    }

    @Test
    void onlyLeaksThatEndedAreForgottenWhenThereAreTooMany() {
        Leak open = find("jdbc/app");
        Leak oldest = find("jdbc/app");
        Leak older = find("jdbc/app");
        Leak newest = find("jdbc/app");

        end(oldest);
        end(older);
        end(newest);

        assertThat(ledger.all()).containsExactly(open, newest, older);
    }

    @Test
    void leaksAreCountedByPoolAndKindAndStayCountedWhenTheyEnd() {
        find("jdbc/reports");
        find("jdbc/app");
        end(find("jdbc/app"));

        assertThat(ledger.found())
                .containsExactly(
                        entry(new PoolAndKind("jdbc/app", "overdue"), 2L),
                        entry(new PoolAndKind("jdbc/reports", "overdue"), 1L));
    }

    @Test
    void endingsAreCountedByHowTheyWere() {
        assertThat(ledger.endings()).isEmpty();

        end(find("jdbc/app"));
        end(find("jdbc/app"));

        assertThat(ledger.endings()).containsExactly(entry(Ending.RETURNED_LATE, 2L));
    }

    @Test
    void resetForgetsCountsAndWhatEndedButNoOpenLeak() {
        Leak open = find("jdbc/app");
        end(find("jdbc/app"));

        ledger.reset();

        assertThat(ledger.all()).containsExactly(open);
        assertThat(ledger.found()).isEmpty();
        assertThat(ledger.endings()).isEmpty();
    }

    @Test
    void countsThatWereHandedOutDoNotChange() {
        find("jdbc/app");
        var before = ledger.found();

        find("jdbc/app");

        assertThat(before).containsExactly(entry(new PoolAndKind("jdbc/app", "overdue"), 1L));
    }

    private Leak find(String pool) {
        Leak leak =
                new Leak.Overdue(leases.take(pool), clock.instant(), Duration.ofSeconds(31), Duration.ofSeconds(30));
        ledger.leaked(leak);
        return leak;
    }

    private void end(Leak leak) {
        leases.giveBack(leak.lease());
        ledger.ended(leak, Ending.RETURNED_LATE);
    }
}
