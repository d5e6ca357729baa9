package io.leasewatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.lease.Lease;
import io.leasewatch.lease.Leases;
import io.leasewatch.lease.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastingLeasesTest {

    private final Leases leases = new Leases();
    private final LastingLeases lasting = new LastingLeases();

    @BeforeEach
    void listen() {
        leases.registry.addListener(lasting);
    }

    @Test
    void leaseThatLastedIsKeptHoweverManyShortOnesComeAfterIt() {
        Lease lasted = hold(LastingLeases.SEEN);

        Stream.generate(() -> hold(LastingLeases.SEEN.minusNanos(1)))
                .limit(5000)
                .forEach(Lease::id);

        assertThat(lasting.all()).containsExactly(lasted);
    }

    @Test
    void lastOnesAreKept() {
        List<Lease> all = Stream.generate(() -> hold(Duration.ofSeconds(1)))
                .limit(LastingLeases.MOST + 50)
                .toList();

        assertThat(lasting.all()).containsExactlyElementsOf(all.subList(50, all.size()));
    }

    private Lease hold(Duration time) {
        Lease lease = leases.take("jdbc/app");
        leases.ticker.advance(time);
        leases.registry.close(lease, Outcome.RETURNED);
        return lease;
    }
}
