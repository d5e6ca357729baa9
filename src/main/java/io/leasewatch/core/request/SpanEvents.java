package io.leasewatch.core.request;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.work.Borrower;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Adds events to the active span: for failed work, and for a leaked lease when its borrower returns it late. The listener is
 * registered with the first trace, so a server without traces has no cost.
 */
final class SpanEvents implements LeaseListener {

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    SpanEvents() {}

    static void begin() {
        if (!STARTED.get() && STARTED.compareAndSet(false, true)) {
            LeaseRegistry.shared().addListener(new SpanEvents());
        }
    }

    @Override
    public void closed(Lease lease) {
        if (lease.hasLeaked()) {
            Span.current()
                    .addEvent(
                            "leasewatch.leak",
                            Attributes.builder()
                                    .put("leasewatch.pool", lease.pool().name())
                                    .put("leasewatch.site", lease.site().toString())
                                    .put("leasewatch.lease.id", lease.id())
                                    .build());
        }
    }

    @Override
    public void failed(Borrower borrower, Throwable error) {
        Span.current()
                .addEvent(
                        "leasewatch.error",
                        Attributes.builder()
                                .put("leasewatch.service", borrower.operation().service())
                                .put(
                                        "leasewatch.operation",
                                        borrower.operation().name())
                                .put("exception.type", error.getClass().getName())
                                .build());
    }
}
