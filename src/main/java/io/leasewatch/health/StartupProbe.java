package io.leasewatch.health;

import io.leasewatch.schedule.Pulse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Whether Leasewatch is installed and at work. */
@Startup
@ApplicationScoped
public class StartupProbe implements HealthCheck {

    @Inject
    private Pulse pulse;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("leasewatch-started")
                .status(pulse.hasBegun())
                .build();
    }
}
