package io.leasewatch.web.health;

import io.leasewatch.monitor.Monitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether the timer of Leasewatch runs. Ignores the state of pools, because a full pool is no reason to restart a server. */
@Liveness
@ApplicationScoped
public class LivenessProbe implements HealthCheck {

    /** The timer ticks every second. After a minute without a tick it counts as dead. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    @Inject
    private Monitor monitor;

    @Override
    public HealthCheckResponse call() {
        return answer(monitor.heartbeat().sinceLastTick());
    }

    static HealthCheckResponse answer(Duration pause) {
        return HealthCheckResponse.named("leasewatch-live")
                .status(pause.compareTo(LONGEST_PAUSE) < 0)
                .withData("secondsSinceLastTick", pause.toSeconds())
                .build();
    }
}
