package io.leasewatch.web.health;

import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.history.Recorder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Whether Leasewatch is installed and at work, and every guarded database was reached and warmed up, or given up for now; and whether the history is open, or cannot be. */
@Startup
@ApplicationScoped
public class StartupProbe implements HealthCheck {

    @Inject
    private HeartbeatStatus pulse;

    @Inject
    private Databases databases;

    @Inject
    private Recorder recorder;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("leasewatch-started")
                .status(pulse.hasBegun() && databases.areSettled() && recorder.isSettled())
                .withData("databasesAreReady", databases.statuses().stream().allMatch(DatabaseStatus::isReady))
                .withData("history", history())
                .build();
    }

    private String history() {
        return recorder.settings().enabled()
                ? recorder.state().condition().name().toLowerCase(Locale.ROOT)
                : "off";
    }
}
