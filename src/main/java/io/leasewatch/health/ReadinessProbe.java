package io.leasewatch.health;

import io.leasewatch.leak.LeakLedger;
import io.leasewatch.pool.PoolWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the server can serve: no sustained exhaustion of a pool, and no more open leaks than allowed. */
@Readiness
@ApplicationScoped
public class ReadinessProbe implements HealthCheck {

    @Inject
    private LeakLedger ledger;

    @Inject
    private PoolWatch pools;

    @Inject
    private Supplier<HealthSettings> settings;

    @Override
    public HealthCheckResponse call() {
        Verdict verdict = Verdict.of(ledger, pools, settings.get());
        return HealthCheckResponse.named("leasewatch-ready")
                .status(verdict.state() != Verdict.State.UNHEALTHY)
                .withData("state", verdict.state().word())
                .withData("openLeaks", ledger.open().size())
                .withData("reason", verdict.reasons().isEmpty() ? "all is well" : String.join("; ", verdict.reasons()))
                .build();
    }
}
