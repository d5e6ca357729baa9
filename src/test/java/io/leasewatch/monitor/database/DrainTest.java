package io.leasewatch.monitor.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Leases leases = new Leases();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ShutdownLog words = new ShutdownLog(() -> true, new PrintStream(said, true, StandardCharsets.UTF_8));

    @Test
    void nothingIsWorthWaitingForOnceEverythingIsBack() {
        Lease lease = leases.take("jdbc/a");
        Drain drain = drain();
        assertThat(drain.shouldWait()).isTrue();

        leases.giveBack(lease);

        assertThat(drain.shouldWait()).isFalse();
        assertThat(drain.isLate()).isFalse();
    }

    @Test
    void whatIsTakenWhileItGoesOnIsWaitedForToo() {
        Drain drain = drain();
        assertThat(drain.shouldWait()).isFalse();

        leases.take("jdbc/a");

        assertThat(drain.shouldWait()).isTrue();
    }

    @Test
    void whatHasNotComeBackInTimeIsReportedOnceWithItsLine() {
        Lease lease = leases.take("jdbc/a");
        Drain drain = drain();
        leases.ticker.advance(LIMIT.minusNanos(1));
        assertThat(drain.isLate()).isFalse();

        leases.ticker.advance(Duration.ofNanos(1));
        drain.report();
        drain.finish();

        assertThat(drain.isLate()).isTrue();
        assertThat(drain.shouldWait()).isFalse();
        assertThat(lines())
                .filteredOn(line -> line.startsWith("LSW7102W"))
                .singleElement()
                .asString()
                .contains("jdbc/a", lease.site().toString(), "held for 10 s (lease " + lease.id() + ")");
    }

    @Test
    void nobodyWaitsForALeakAndItIsReportedAllTheSame() {
        Lease lease = leases.take("jdbc/a");
        leases.registry.markLeaked(lease);

        Drain drain = drain();
        drain.report();

        assertThat(drain.shouldWait()).isFalse();
        assertThat(lines()).anyMatch(line -> line.startsWith("LSW7102W") && line.contains("a leak"));
    }

    @Test
    void nobodyWaitsForDatabasesThatAreNotGuarded() {
        leases.take("jdbc/b");

        Drain drain = drain();
        drain.report();

        assertThat(drain.shouldWait()).isFalse();
        assertThat(lines()).last().asString().startsWith("LSW7103I");
    }

    @Test
    void whatIsOutAtTheEndIsOpenAtStop() {
        Lease lease = leases.take("jdbc/a");
        Lease other = leases.take("jdbc/b");
        Drain drain = drain();

        drain.finish();

        assertThat(lease.outcome()).isEqualTo(Outcome.OPEN_AT_STOP);
        assertThat(other.isOpen()).isTrue();
    }

    private List<String> lines() {
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Drain drain() {
        return new Drain(leases.registry, words, Set.of("jdbc/a"), LIMIT);
    }
}
