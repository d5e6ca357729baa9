package io.leasewatch.core.request;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpanEventsTest {

    private final List<String> events = new ArrayList<>();
    private final LeaseRegistry registry = new LeaseRegistry(new ManualTicker(), LeaseSettings.DEFAULT);
    private final Lease lease = requireNonNull(registry.open(Acquisition.of(registry.pool("jdbc/app", ""))));

    @BeforeEach
    void listen() {
        registry.addListener(new SpanEvents());
    }

    @Test
    void leakThatIsReturnedIsAnEventOfTheBorrowersSpan() {
        registry.markLeaked(lease);

        inSpan(() -> registry.close(lease, Outcome.RETURNED));

        assertThat(events).singleElement().asString().contains("leasewatch.leak", "jdbc/app", "SpanEventsTest.java");
    }

    @Test
    void leaseThatIsReturnedInTimeIsNone() {
        inSpan(() -> registry.close(lease, Outcome.RETURNED));

        assertThat(events).isEmpty();
    }

    @Test
    void workThatFailsIsAnEventWithTheErrorsTypeAndNotItsMessage() {
        Borrower borrower = Borrower.of(new Operation("shop", "order"), "", null);

        inSpan(() -> registry.recordError(borrower, new IllegalStateException("secret")));

        assertThat(events)
                .singleElement()
                .asString()
                .contains("leasewatch.error", "shop", "order", "java.lang.IllegalStateException")
                .doesNotContain("secret");
    }

    @SuppressWarnings("try")
    private void inSpan(Runnable work) {
        try (Scope active = span().makeCurrent()) {
            work.run();
        }
    }

    /** A span that notes the events it is given; without a server there is no other. */
    private Span span() {
        InvocationHandler noting = (proxy, method, args) -> {
            if (method.getName().equals("addEvent")) {
                events.add(List.of(args).toString());
                return proxy;
            }
            return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, args) : null;
        };
        return (Span) Proxy.newProxyInstance(Span.class.getClassLoader(), new Class<?>[] {Span.class}, noting);
    }
}
