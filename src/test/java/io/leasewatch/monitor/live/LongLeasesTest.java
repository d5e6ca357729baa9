package io.leasewatch.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LongLeasesTest {

    private final Leases leases = new Leases();
    private final LongLeases lasting = new LongLeases(leases.ticker);

    @BeforeEach
    void listen() {
        leases.registry.addListener(lasting);
    }

    @Test
    void leaseThatLastedIsKeptHoweverManyShortOnesComeAfterIt() {
        Lease lasted = hold(LongLeases.VISIBLE);

        Stream.generate(() -> hold(LongLeases.VISIBLE.minusNanos(1)))
                .limit(5000)
                .forEach(Lease::id);

        assertThat(lasting.all()).containsExactly(lasted);
    }

    @Test
    void lastOnesAreKept() {
        List<Lease> all = Stream.generate(() -> hold(Duration.ofSeconds(1)))
                .limit(LongLeases.MOST + 50)
                .toList();

        assertThat(lasting.all()).containsExactlyElementsOf(all.subList(50, all.size()));
    }

    @Test
    void leakedLeaseIsKeptHoweverManyOthersAreHeldLongAfterIt() {
        Lease leaked = leases.take("jdbc/app");
        leases.ticker.advance(Duration.ofMinutes(1));
        leases.registry.markLeaked(leaked);
        leases.registry.close(leaked, Outcome.RETURNED);

        List<Lease> others = Stream.generate(() -> hold(Duration.ofSeconds(1)))
                .limit(LongLeases.MOST)
                .toList();
        hold(Duration.ofSeconds(1));

        assertThat(lasting.all())
                .startsWith(leaked)
                .hasSize(LongLeases.MOST + 1)
                .doesNotContain(others.get(0));
    }

    @Test
    void nothingIsMissingSinceTheLastLeaseThatWasDroppedHadEnded() {
        long start = leases.ticker.nanos();
        Stream.generate(() -> hold(Duration.ofSeconds(1)))
                .limit(LongLeases.MOST)
                .forEach(Lease::id);

        assertThat(lasting.startedNanos()).isEqualTo(start);
        assertThat(lasting.completeSinceNanos()).isEqualTo(start);

        hold(Duration.ofSeconds(1));

        assertThat(lasting.completeSinceNanos())
                .isEqualTo(start + Duration.ofSeconds(1).toNanos());
    }

    private Lease hold(Duration time) {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(time);
        leases.registry.close(lease, Outcome.RETURNED);
        return lease;
    }
}
