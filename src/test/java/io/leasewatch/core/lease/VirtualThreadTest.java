package io.leasewatch.core.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTest {

    private final LeaseRegistry registry = new LeaseRegistry(new ManualTicker(), LeaseSettings.DEFAULT);
    private final Pool pool = registry.pool("main", "");

    @Test
    void leasesOfVirtualThreadsAreTheirOwn() throws Exception {
        ConcurrentLinkedQueue<Lease> taken = new ConcurrentLinkedQueue<>();

        onVirtualThreads(100, number -> {
            Borrower borrower = Borrower.of(new Operation("shop", "order " + number), "", null);
            ThreadContext.current().enter(new Scope(borrower));
            taken.add(requireNonNull(registry.open(Acquisition.of(pool))));
        });

        assertThat(taken).hasSize(100).allMatch(Lease::isOpen);
        assertThat(taken).extracting(lease -> lease.holder().name()).doesNotHaveDuplicates();
        assertThat(taken)
                .extracting(lease -> lease.borrower().operation().name())
                .doesNotHaveDuplicates();
        assertThat(taken)
                .extracting(Lease::site)
                .allMatch(site -> site.className().startsWith(getClass().getName()));
    }

    @Test
    void virtualThreadsThatCloseOneLeaseCloseItOnce() throws Exception {
        Lease lease = requireNonNull(registry.open(Acquisition.of(pool)));
        AtomicInteger won = new AtomicInteger();

        onVirtualThreads(1_000, number -> {
            if (registry.close(lease, Outcome.RETURNED)) {
                won.incrementAndGet();
            }
        });

        assertThat(won).hasValue(1);
        assertThat(registry.totals().statistics().totalReleased()).isOne();
    }

    private static void onVirtualThreads(int count, IntConsumer work) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Runnable task = () -> work.accept(number);
            // Newer than the oldest JDK this is compiled for.
            threads.add((Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
