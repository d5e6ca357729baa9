package io.leasewatch.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextRestorer;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BorrowerContextProviderTest {

    private final BorrowerContextProvider provider = new BorrowerContextProvider();
    private final Scope request = new Scope(Borrower.of(new Operation("shop", "GET /orders"), "ann", null));

    @AfterEach
    void leaveEveryScope() {
        ThreadContext.current().enter(null);
    }

    @Test
    void workHandedToAnotherThreadGoesOnInTheRequestsName() {
        ThreadContext.current().enter(request);
        ThreadContextSnapshot snapshot = provider.currentContext(Map.of());

        Borrower there =
                CompletableFuture.supplyAsync(() -> borrowerWithin(snapshot)).join();

        assertThat(there).isSameAs(request.borrower());
    }

    @Test
    void workHandedOnMayOutliveTheRequestAndStillHasItsName() {
        ThreadContext.current().enter(request);
        ThreadContextSnapshot snapshot = provider.currentContext(Map.of());
        request.end();

        Borrower there = borrowerWithin(snapshot);

        assertThat(there).isSameAs(request.borrower());
    }

    @Test
    void workOnAnotherThreadCountsForTheRequestFromItsBeginningOn() {
        ThreadContext.current().enter(request);
        ThreadContextSnapshot snapshot = provider.currentContext(Map.of());

        ThreadContext.current().enter(null);

        ThreadContextRestorer restorer = snapshot.begin();
        long now = RequestLog.shared().ticker().nanos();
        long goesOn = request.workedNanosAt(now + 1_000_000);
        restorer.endContext();

        assertThat(goesOn).isGreaterThanOrEqualTo(1_000_000);
        assertThat(request.workedNanosAt(now)).isEqualTo(request.workedNanosAt(now + 1_000_000));
    }

    @Test
    void workThatTheRequestsOwnThreadDoesInPassingCountsOnce() {
        ThreadContext.current().enter(request);
        ThreadContextSnapshot snapshot = provider.currentContext(Map.of());

        ThreadContextRestorer restorer = snapshot.begin();
        long now = RequestLog.shared().ticker().nanos();
        long worked = request.workedNanosAt(now + 1_000_000);
        restorer.endContext();

        assertThat(worked).isEqualTo(request.workedNanosAt(now));
        assertThat(ThreadContext.current().scope()).isSameAs(request);
    }

    @Test
    void taskKeepsTheWorkThatItContinuesWhereTheServerClearsTheContext() {
        Scope continued = request.continued();
        ThreadContext.current().enter(continued);

        ThreadContextRestorer restorer = provider.clearedContext(Map.of()).begin();
        Scope within = ThreadContext.current().scope();
        restorer.endContext();

        assertThat(within).isSameAs(continued);
        assertThat(ThreadContext.current().scope()).isSameAs(continued);
    }

    @Test
    void threadIsPutBackToWhatItWorkedOnBefore() {
        Scope other = new Scope(Borrower.of(new Operation("shop", "GET /stock"), "", null));
        ThreadContext.current().enter(request);
        ThreadContextSnapshot snapshot = provider.currentContext(Map.of());
        ThreadContext.current().enter(other);

        ThreadContextRestorer restorer = snapshot.begin();
        restorer.endContext();

        assertThat(ThreadContext.current().scope()).isSameAs(other);
    }

    @Test
    void workThatIsSubmittedOutsideAnyRequestHasTheNameOfTheMethodThatSubmitsIt() {
        ThreadContextSnapshot snapshot = provider.currentContext(Map.of());

        Borrower there =
                CompletableFuture.supplyAsync(() -> borrowerWithin(snapshot)).join();

        assertThat(there.operation().name())
                .isEqualTo("BorrowerContextProviderTest"
                        + ".workThatIsSubmittedOutsideAnyRequestHasTheNameOfTheMethodThatSubmitsIt");
    }

    @Test
    void clearedContextWorksForNobody() {
        ThreadContext.current().enter(request);

        Borrower within = borrowerWithin(provider.clearedContext(Map.of()));

        assertThat(within).isSameAs(Borrower.UNKNOWN);
        assertThat(ThreadContext.current().scope()).isSameAs(request);
    }

    @Test
    void serverFindsTheProviderAsAService() {
        assertThat(ServiceLoader.load(ThreadContextProvider.class))
                .hasAtLeastOneElementOfType(BorrowerContextProvider.class);
        assertThat(provider.getThreadContextType()).isEqualTo("Leasewatch");
    }

    private static Borrower borrowerWithin(ThreadContextSnapshot snapshot) {
        ThreadContextRestorer restorer = snapshot.begin();
        try {
            return ThreadContext.current().borrower();
        } finally {
            restorer.endContext();
        }
    }
}
