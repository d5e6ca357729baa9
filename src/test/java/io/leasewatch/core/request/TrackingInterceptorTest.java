package io.leasewatch.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.RecordingListener;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrackingInterceptorTest {

    private final RecordingListener heard = new RecordingListener();

    @BeforeEach
    void listen() {
        LeaseRegistry.shared().addListener(heard);
    }

    @AfterEach
    void stopListening() {
        LeaseRegistry.shared().removeListener(heard);
        ThreadContext.current().enter(null);
    }

    @Test
    void callIsOneDeclaredLeaseAndItsResultPassesThrough() throws Exception {
        Object result = call(() -> "done").intercepted();

        assertThat(result).isEqualTo("done");
        assertThat(heard.closed).isEqualTo(heard.opened).hasSize(1);
        assertThat(heard.closed.get(0).borrower().operation()).isEqualTo(new Operation("shop", "OrderService.place"));
        assertThat(heard.closed.get(0).outcome()).isEqualTo(Outcome.RETURNED);
    }

    @Test
    void interceptorAppliedTwiceTracksOnce() throws Exception {
        Object result = call(() -> "done").interceptedBy(2);

        assertThat(result).isEqualTo("done");
        assertThat(heard.opened).hasSize(1);
    }

    static Throwable[] whatMethodsThrow() {
        return new Throwable[] {
            new IOException("checked"), new IllegalStateException("unchecked"), new StackOverflowError()
        };
    }

    @ParameterizedTest
    @MethodSource("whatMethodsThrow")
    void whatTheMethodThrowsPassesAsTheSameObjectAndTheLeaseEnds(Throwable thrown) {
        FakeInvocation call = call(() -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });

        assertThatThrownBy(call::intercepted).isSameAs(thrown);

        assertThat(heard.failed).containsExactly(thrown);
        assertThat(heard.closed).hasSize(1);
        assertThat(heard.closed.get(0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void leaseOfAMethodThatPromisesAResultEndsWithTheResult() throws Exception {
        CompletableFuture<String> promised = new CompletableFuture<>();

        Object result = call(() -> promised).intercepted();
        int closedBefore = heard.closed.size();
        promised.complete("done");

        assertThat(result).isSameAs(promised);
        assertThat(closedBefore).isZero();
        assertThat(heard.closed).hasSize(1);
        assertThat(heard.closed.get(0).outcome()).isEqualTo(Outcome.RETURNED);
    }

    @Test
    void leaseOfAPromiseThatIsBrokenHasFailed() throws Exception {
        CompletableFuture<String> promised = new CompletableFuture<>();
        Exception error = new Exception("out of stock");

        call(() -> promised).intercepted();
        promised.completeExceptionally(error);

        assertThat(heard.closed.get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(heard.failed).containsExactly(error);
    }

    @Test
    void threadThatReturnedAPromiseWorksForItsCallerAgain() throws Exception {
        Scope caller = new Scope(Borrower.of(new Operation("shop", "GET /orders"), "", null));
        ThreadContext.current().enter(caller);
        CompletableFuture<String> promised = new CompletableFuture<>();

        call(() -> promised).intercepted();
        Scope after = ThreadContext.current().scope();
        promised.complete("done");

        assertThat(after).isSameAs(caller);
    }

    @Test
    void methodCalledInARequestIsThatRequestDoingSomethingMoreExact() throws Exception {
        Borrower request = Borrower.of(new Operation("web", "POST /orders"), "ann", null);
        ThreadContext.current().enter(new Scope(request));

        call(() -> "done").intercepted();

        Borrower borrower = heard.opened.get(0).borrower();
        assertThat(borrower.requestId()).isEqualTo(request.requestId());
        assertThat(borrower.user()).isEqualTo("ann");
        assertThat(borrower.operation().name()).isEqualTo("OrderService.place");
        assertThat(ThreadContext.current().borrower()).isSameAs(request);
    }

    @Test
    void methodIsTheBorrowerOfWhatIsTakenInIt() throws Exception {
        Object during = call(() -> ThreadContext.current().borrower()).intercepted();

        assertThat(during).isSameAs(heard.opened.get(0).borrower());
        assertThat(ThreadContext.current().borrower()).isSameAs(Borrower.UNKNOWN);
    }

    @Test
    void nothingIsTrackedWhileSwitchedOff() {
        SharedSettings.disabled(() -> {
            try {
                assertThat(call(() -> "done").intercepted()).isEqualTo("done");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(heard.opened).isEmpty();
    }

    private static FakeInvocation call(Callable<?> body) {
        return FakeInvocation.of(new OrderService(), "place", body);
    }

    /** An application's bean. */
    public static class OrderService {

        @TrackConnections(service = "shop")
        public void place() {}
    }
}
