package io.leasewatch.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.time.ManualTicker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HolderTest {

    private final Holder holder = Holder.current();

    @AfterEach
    void leaveEveryScope() {
        holder.enter(null);
    }

    @Test
    void threadHasOneHolderAndEveryThreadItsOwn() {
        Holder again = Holder.current();
        Holder other = CompletableFuture.supplyAsync(Holder::current).join();

        assertThat(again).isSameAs(holder);
        assertThat(other).isNotSameAs(holder);
        assertThat(holder.name()).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void scopeIsPutBackAfterwards() {
        Scope outer = request();
        Scope inner = request();
        holder.enter(outer);

        Scope before = holder.enter(inner);
        Borrower inside = holder.borrower();
        holder.enter(before);

        assertThat(inside).isSameAs(inner.borrower());
        assertThat(holder.borrower()).isSameAs(outer.borrower());
    }

    @Test
    void workThatAnotherThreadEndedIsNoLongerWorkedOn() {
        LeaseRegistry registry = new LeaseRegistry(new ManualTicker(), LeaseSettings.DEFAULT);
        Scope request = request();
        holder.enter(request);
        Lease work = requireNonNull(registry.declare(request.borrower()));
        holder.enter(new Scope(request.borrower(), work, request));

        CompletableFuture.runAsync(() -> registry.close(work, Outcome.RETURNED)).join();

        assertThat(holder.scope()).isSameAs(request);
    }

    @Test
    void threadThatARequestStartsWorksForItUntilItEnds() throws Exception {
        Scope request = request();
        holder.enter(request);
        AtomicReference<Borrower> during = new AtomicReference<>();
        AtomicReference<Borrower> after = new AtomicReference<>();

        Thread thread = new Thread(() -> {
            during.set(Holder.current().borrower());
            request.end();
            after.set(Holder.current().borrower());
        });
        thread.start();
        thread.join();

        assertThat(during).hasValue(request.borrower());
        assertThat(after).hasValue(Borrower.UNKNOWN);
    }

    private static Scope request() {
        return new Scope(Borrower.of(new Operation("shop", "GET /orders"), "ann", null));
    }
}
