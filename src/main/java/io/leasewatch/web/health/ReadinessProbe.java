package io.leasewatch.web.health;

import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.leak.LeakLedger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the server can serve: every guarded database is there, no pool has been exhausted for long, and no more leaks are open than
 * allowed.
 */
@Readiness
@ApplicationScoped
public class ReadinessProbe implements HealthCheck {

    @Inject
    private ServerHealth health;

    @Inject
    private LeakLedger ledger;

    @Inject
    private Databases databases;

    @Override
    public HealthCheckResponse call() {
        HealthStatus verdict = health.verdict();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("leasewatch-ready")
                .status(verdict.state() != HealthStatus.State.UNHEALTHY)
                .withData("state", verdict.state().word())
                .withData("openLeaks", ledger.open().size())
                .withData("isShuttingDown", databases.isStopping())
                .withData("reason", verdict.reasons().isEmpty() ? "all is well" : String.join("; ", verdict.reasons()));
        databases
                .statuses()
                .forEach(database ->
                        answer.withData(database.name(), database.state().word()));
        return answer.build();
    }
}
