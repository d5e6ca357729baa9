package io.leasewatch.web.health;

import io.leasewatch.monitor.HistoryRecording;
import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.PoolMonitoring;
import io.leasewatch.monitor.database.DatabaseStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Whether Leasewatch has started: its timer has ticked, each guarded database is warmed up or its start attempts have failed, and the
 * history is open or could not be opened. A monitor that waits for another one to stop has started, too.
 */
@Startup
@ApplicationScoped
public class StartupProbe implements HealthCheck {

    @Inject
    private Monitor monitor;

    @Inject
    private PoolMonitoring poolMonitoring;

    @Inject
    private HistoryRecording recording;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("leasewatch-started")
                .status(monitor.heartbeat().hasStarted()
                        && (monitor.leadership().other() != null || isSettled()))
                .withData(
                        "databasesAreReady",
                        poolMonitoring.databases().statuses().stream().allMatch(DatabaseStatus::isReady))
                .withData("history", history())
                .build();
    }

    private boolean isSettled() {
        return poolMonitoring.databases().areSettled() && recording.recorder().isSettled();
    }

    private String history() {
        return recording.recorder().settings().enabled()
                ? recording.recorder().state().condition().name().toLowerCase(Locale.ROOT)
                : "off";
    }
}
