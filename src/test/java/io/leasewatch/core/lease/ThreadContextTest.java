package io.leasewatch.core.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.ThreadContext.LeaseRequest;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadContextTest {

    private final ThreadContext holder = ThreadContext.current();

    @AfterEach
    void leaveEveryScope() {
        holder.enter(null);
    }

    @Test
    void threadHasOneHolderAndEveryThreadItsOwn() {
        ThreadContext again = ThreadContext.current();
        ThreadContext other =
                CompletableFuture.supplyAsync(ThreadContext::current).join();

        assertThat(again).isSameAs(holder);
        assertThat(other).isNotSameAs(holder);
        assertThat(holder.name()).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void requestKeepsItsLeaseWhileAnotherOneIsMadeInside() {
        LeaseRegistry registry = new LeaseRegistry(new ManualTicker(), LeaseSettings.DEFAULT);
        Pool pool = registry.pool("jdbc/a", "");
        Lease lease = requireNonNull(registry.open(Acquisition.of(pool)));
        LeaseRequest outer = holder.request(pool);
        outer.fulfil(lease);

        LeaseRequest inner = holder.request(registry.pool("jdbc/b", ""));

        assertThat(holder.request()).isSameAs(inner);
        assertThat(inner.end()).isNull();
        assertThat(holder.request()).isNull();
        assertThat(outer.end()).isSameAs(lease);
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
    void workThatOverlapsForEverMakesNoChainThatGrows() {
        LeaseRegistry registry = new LeaseRegistry(new ManualTicker(), LeaseSettings.DEFAULT);
        Lease before = requireNonNull(registry.declare(Borrower.UNKNOWN));
        Scope innermost = new Scope(Borrower.UNKNOWN, before, null);

        for (int i = 0; i < 100; i++) {
            Lease next = requireNonNull(registry.declare(Borrower.UNKNOWN));
            innermost = new Scope(Borrower.UNKNOWN, next, innermost);
            registry.close(before, Outcome.RETURNED);
            before = next;
        }

        int length = 0;
        for (Scope scope = innermost; scope != null; scope = scope.outer()) {
            length++;
        }
        assertThat(length).isLessThan(4);
    }

    @Test
    void threadThatIsStartedInWhatGoesOnElsewhereIsNotTakenForIt() throws Exception {
        holder.enter(request().continued());
        AtomicReference<Borrower> found = new AtomicReference<>();

        Thread started = new Thread(() -> found.set(ThreadContext.current().borrower()));
        started.start();
        started.join();

        assertThat(found.get()).isSameAs(Borrower.UNKNOWN);
    }

    @Test
    void threadThatARequestStartsWorksForItUntilItEnds() throws Exception {
        Scope request = request();
        holder.enter(request);
        AtomicReference<Borrower> during = new AtomicReference<>();
        AtomicReference<Borrower> after = new AtomicReference<>();

        Thread thread = new Thread(() -> {
            during.set(ThreadContext.current().borrower());
            request.end();
            after.set(ThreadContext.current().borrower());
        });
        thread.start();
        thread.join();

        assertThat(during).hasValue(request.borrower());
        assertThat(after).hasValue(Borrower.UNKNOWN);
    }

    @Test
    void requestIsNamedOnceWhenItsFirstConnectionIsAcquired() {
        LeaseRegistry registry = new LeaseRegistry(new ManualTicker(), LeaseSettings.DEFAULT);
        Pool pool = registry.pool("jdbc/a", "");
        AtomicInteger named = new AtomicInteger();
        holder.enter(new Scope(() -> named(named), 0));
        assertThat(named).hasValue(0);

        Lease first = requireNonNull(registry.open(Acquisition.of(pool)));
        Lease second = requireNonNull(registry.open(Acquisition.of(pool)));

        assertThat(named).hasValue(1);
        assertThat(first.borrower()).isSameAs(second.borrower());
        assertThat(first.borrower().operation().name()).isEqualTo("GET /orders");
    }

    @Test
    void requestThatStartsAThreadIsNamedByItsOwnThreadAndNotAfterItsEnd() throws Exception {
        AtomicInteger named = new AtomicInteger();
        Scope request = new Scope(() -> named(named), 0);
        holder.enter(request);
        AtomicReference<Borrower> found = new AtomicReference<>();
        Thread thread = new Thread(() -> found.set(request.borrower()));
        assertThat(named).hasValue(1);

        request.end();
        thread.start();
        thread.join();

        assertThat(requireNonNull(found.get()).operation().name()).isEqualTo("GET /orders");
        assertThat(named).hasValue(1);
    }

    @Test
    void requestThatNeededNoNameHasNoneAfterItsEnd() {
        AtomicInteger named = new AtomicInteger();
        Scope request = new Scope(() -> named(named), 0);

        request.end();

        assertThat(request.borrower()).isSameAs(Borrower.UNKNOWN);
        assertThat(named).hasValue(0);
    }

    @Test
    void threadThatAThreadOfARequestStartsWorksForTheRequestToo() throws Exception {
        holder.enter(request());
        AtomicReference<Borrower> found = new AtomicReference<>();

        Thread started = new Thread(() -> {
            Thread next = new Thread(() -> found.set(ThreadContext.current().borrower()));
            next.start();
            join(next);
        });
        started.start();
        started.join();

        assertThat(requireNonNull(found.get()).operation().name()).isEqualTo("GET /orders");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Borrower named(AtomicInteger count) {
        count.incrementAndGet();
        return Borrower.of(new Operation("shop", "GET /orders"), "ann", null);
    }

    private static Scope request() {
        return new Scope(Borrower.of(new Operation("shop", "GET /orders"), "ann", null));
    }
}
