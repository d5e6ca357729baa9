package io.leasewatch.web.http;

import io.leasewatch.monitor.LeaseMonitoring;
import io.leasewatch.monitor.config.Settings;
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

/**
 * Limits the rate of changing requests for each user, in case a script runs wild. Runs after {@link CsrfFilter}, so that forged requests do
 * not count against the user.
 */
@Provider
@ApplicationScoped
@Priority(CsrfFilter.PRIORITY + 1)
public class RateFilter implements ContainerRequestFilter {

    private final RateLimiter rate = new RateLimiter();

    @Inject
    private Settings settings;

    @Inject
    private LeaseMonitoring leases;

    @Override
    public void filter(ContainerRequestContext request) {
        Principal user = request.getSecurityContext().getUserPrincipal();
        if (!CsrfFilter.CHANGING.contains(request.getMethod()) || user == null) {
            return;
        }
        int allowed = settings.current().access().operationsPerMinute();
        Duration wait =
                rate.take(user.getName(), allowed, leases.registry().ticker().nanos());
        if (!wait.isZero()) {
            Response problem = Problem.of(
                            Status.TOO_MANY_REQUESTS,
                            "A user may send " + allowed + " changing requests a minute. Try again in "
                                    + wait.plusMillis(999).toSeconds() + " s.")
                    .response();
            request.abortWith(Response.fromResponse(problem)
                    .header(HttpHeaders.RETRY_AFTER, wait.plusMillis(999).toSeconds())
                    .build());
        }
    }
}
