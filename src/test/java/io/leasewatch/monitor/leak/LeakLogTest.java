package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.docs.RecordedLog;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LeakLogTest {

    private final Leases leases = new Leases();
    private final Borrower ada = Borrower.named("r-17", new Operation("bookshop", "GET /api/books/{id}"), "ada");

    @Test
    void leakIsLoggedWithPoolLineBorrowerThreadAndKind() {
        Lease lease = leases.take("jdbc/app", ada);

        assertThat(logged(log -> log.leaked(overdue(lease))))
                .containsExactly("WARNING LSW3001W: Leak in jdbc/app: held for more than 30 s, taken at "
                        + lease.site() + " (leakIsLoggedWithPoolLineBorrowerThreadAndKind) by GET /api/books/{id} of"
                        + " bookshop, request r-17, thread "
                        + Thread.currentThread().getName()
                        + " (lease 1, overdue).");
    }

    @Test
    void leakSaysWhatIsDoneWithIt() {
        Lease lease = leases.take("jdbc/app", ada);
        Object held = new Object();
        leases.registry.hold(lease, held);
        String idle = logged(log -> log.leaked(overdue(lease))).get(0);
        leases.registry.executions().autoCommits(lease, false);
        leases.registry.executions().started(lease, "select 1");
        String executing = logged(log -> log.leaked(overdue(lease))).get(0);
        leases.registry.executions().ended(lease, null);
        String inTransaction = logged(log -> log.leaked(overdue(lease))).get(0);
        leases.registry.markLeaked(lease);
        leases.giveBack(lease);

        assertThat(idle).endsWith("(lease 1, overdue, idle).");
        assertThat(executing).endsWith("(lease 1, overdue, executing).");
        assertThat(inTransaction).endsWith("(lease 1, overdue, idle in transaction).");
        assertThat(logged(log -> log.leaked(overdue(lease))).get(0))
                .endsWith("(lease 1, overdue, idle in transaction).");
        Reference.reachabilityFence(held);
    }

    @Test
    void leakOfNobodyKnownAtNoLineKnownSaysSo() {
        leases.registry.apply(new LeaseSettings(true, CaptureMode.OFF, 10, PackageRules.NONE));
        Lease lease = leases.take("jdbc/app");

        assertThat(logged(log -> log.leaked(overdue(lease))))
                .singleElement()
                .asString()
                .contains("taken at an unknown line by work outside any request, thread");
    }

    @Test
    void leakOfTrackedWorkHasNoPool() {
        Lease work = leases.declare(ada);

        assertThat(logged(log -> log.leaked(overdue(work))))
                .singleElement()
                .asString()
                .startsWith("WARNING LSW3001W: Leak in tracked work: ");
    }

    @Test
    void endOfALeakIsLoggedWithHowLongItWasHeld() {
        Lease lease = leases.take("jdbc/app", ada);
        Leak leak = overdue(lease);
        leases.ticker.advance(Duration.ofMillis(61_500));
        leases.giveBack(lease);
        leases.ticker.advance(Duration.ofSeconds(9));

        assertThat(logged(log -> log.ended(leak, Ending.RETURNED_LATE)))
                .containsExactly("INFO LSW3002I: Leak ended in jdbc/app: the connection taken at " + lease.site()
                        + " (endOfALeakIsLoggedWithHowLongItWasHeld) was returned late after 1 min 2 s (lease 1).");
    }

    private static List<String> logged(Consumer<LeakLog> event) {
        try (RecordedLog log = RecordedLog.of(LeakLog.class)) {
            event.accept(new LeakLog());
            return log.lines();
        }
    }

    private static Leak overdue(Lease lease) {
        return new Leak.Overdue(lease, new ManualClock().instant(), Duration.ofSeconds(31), Duration.ofSeconds(30));
    }
}
