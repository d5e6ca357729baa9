package io.leasewatch.web.health;

import io.leasewatch.monitor.Alerting;
import io.leasewatch.monitor.LeakMonitoring;
import io.leasewatch.monitor.PoolMonitoring;
import io.leasewatch.monitor.diagnosis.HealthStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the server can serve requests: every guarded database is available, no pool has been exhausted for too long, and the number of
 * open leaks is within the limit.
 */
@Readiness
@ApplicationScoped
public class ReadinessProbe implements HealthCheck {

    @Inject
    private Alerting alerting;

    @Inject
    private LeakMonitoring leaks;

    @Inject
    private PoolMonitoring poolMonitoring;

    @Override
    public HealthCheckResponse call() {
        HealthStatus verdict = alerting.health().verdict();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("leasewatch-ready")
                .status(verdict.state() != HealthStatus.State.UNHEALTHY)
                .withData("state", verdict.state().word())
                .withData("openLeaks", leaks.ledger().open().size())
                .withData("isShuttingDown", poolMonitoring.databases().isStopping())
                .withData("reason", verdict.reasons().isEmpty() ? "all is well" : String.join("; ", verdict.reasons()));
        poolMonitoring
                .databases()
                .statuses()
                .forEach(database ->
                        answer.withData(database.name(), database.state().word()));
        return answer.build();
    }
}
