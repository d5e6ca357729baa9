package io.leasewatch.core.request;

import io.leasewatch.LeaseEvent;
import io.leasewatch.LeaseEvent.Kind;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.work.Borrower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jspecify.annotations.Nullable;

/**
 * Fires a {@link LeaseEvent} for every lease of the server into an application that observes it. There is no cost for
 * applications without such an observer.
 */
@ApplicationScoped
public class LeaseEvents {

    private @Nullable LeaseListener listener;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started, BeanManager beans) {
        LeaseEvent any = new LeaseEvent(Kind.FAILED, Borrower.UNKNOWN, null, null);
        if (listener == null && !beans.resolveObserverMethods(any).isEmpty()) {
            listener = new EventListener(beans);
            LeaseRegistry.shared().addListener(listener);
        }
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object stopping) {
        if (listener != null) {
            LeaseRegistry.shared().removeListener(listener);
            listener = null;
        }
    }

    private record EventListener(BeanManager beans) implements LeaseListener {

        @Override
        public void opened(Lease lease) {
            fire(new LeaseEvent(Kind.OPENED, lease.borrower(), lease, null));
        }

        @Override
        public void closed(Lease lease) {
            fire(new LeaseEvent(Kind.CLOSED, lease.borrower(), lease, null));
        }

        @Override
        public void leaked(Lease lease) {
            fire(new LeaseEvent(Kind.LEAKED, lease.borrower(), lease, null));
        }

        @Override
        public void failed(Borrower borrower, Throwable error) {
            fire(new LeaseEvent(Kind.FAILED, borrower, null, error));
        }

        private void fire(LeaseEvent event) {
            beans.getEvent().fire(event);
        }
    }
}
