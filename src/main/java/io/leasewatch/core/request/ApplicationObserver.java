package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;

/** Records the end of each application that can load the library, so that its leases are judged without their reasons. */
@Dependent
public class ApplicationObserver {

    static void ended(@Observes @BeforeDestroyed(ApplicationScoped.class) Object payload) {
        RequestObserver.safely(() -> {
            String name =
                    payload instanceof ServletContext context ? TrackedApplication.name(context) : Application.name();
            LeaseRegistry registry = LeaseRegistry.shared();
            registry.ownership().applications().ended(name, registry.ticker().nanos());
        });
    }
}
