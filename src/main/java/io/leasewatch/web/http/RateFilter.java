package io.leasewatch.web.http;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.config.AccessSettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.time.Duration;
import java.util.function.Supplier;

/** Keeps a script that has gone wild from operating the server. After {@link CsrfFilter}: what another site sends in a user's name counts for nothing. */
@Provider
@ApplicationScoped
@Priority(CsrfFilter.PRIORITY + 1)
public class RateFilter implements ContainerRequestFilter {

    private final OperationRate rate = new OperationRate();

    @Inject
    private Supplier<AccessSettings> access;

    @Inject
    private LeaseRegistry registry;

    @Override
    public void filter(ContainerRequestContext request) {
        Principal user = request.getSecurityContext().getUserPrincipal();
        if (!CsrfFilter.CHANGING.contains(request.getMethod()) || user == null) {
            return;
        }
        int allowed = access.get().operationsPerMinute();
        Duration wait = rate.take(user.getName(), allowed, registry.ticker().nanos());
        if (!wait.isZero()) {
            Response problem = Problem.of(
                            Status.TOO_MANY_REQUESTS,
                            "A user may change something " + allowed + " times a minute: wait "
                                    + wait.plusMillis(999).toSeconds() + " seconds.")
                    .response();
            request.abortWith(Response.fromResponse(problem)
                    .header(HttpHeaders.RETRY_AFTER, wait.plusMillis(999).toSeconds())
                    .build());
        }
    }
}
