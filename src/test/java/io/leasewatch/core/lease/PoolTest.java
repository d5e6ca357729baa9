package io.leasewatch.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoolTest {

    private final Leases leases = new Leases();
    private final Pool pool = leases.registry.pool("jdbc/app", "");

    @Test
    void peakIsTheMostThatWereOutAtOnceSinceItWasAskedLast() {
        Lease kept = leases.take("jdbc/app");
        List<Lease> burst =
                Stream.generate(() -> leases.take("jdbc/app")).limit(3).toList();
        burst.forEach(leases::giveBack);
        Lease next = leases.take("jdbc/app");

        assertThat(pool.takePeak()).isEqualTo(4);
        // What was out when that time began was out in it.
        assertThat(pool.takePeak()).isEqualTo(2);
        leases.giveBack(next);
        leases.giveBack(kept);
        assertThat(pool.takePeak()).isEqualTo(2);
        assertThat(pool.takePeak()).isZero();
    }

    @Test
    void noPeakIsLostBetweenTwoWhoAsk() {
        int rounds = 20_000;
        AtomicInteger highest = new AtomicInteger();
        List<CompletableFuture<Void>> taking = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            taking.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < rounds; i++) {
                    leases.giveBack(leases.take("jdbc/app"));
                }
            }));
        }

        int least = Integer.MAX_VALUE;
        Lease kept = leases.take("jdbc/app");
        int before = pool.takePeak();
        while (!taking.stream().allMatch(CompletableFuture::isDone)) {
            int peak = pool.takePeak();
            least = Math.min(least, peak);
            highest.accumulateAndGet(peak, Math::max);
        }

        assertThat(before).isPositive();
        // One is out all the time, and never more than four.
        assertThat(least).isPositive();
        assertThat(highest.get()).isBetween(1, 4);
        assertThat(kept.isOpen()).isTrue();
    }
}
