package io.leasewatch.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether Leasewatch itself is alive. A full pool is no reason to restart a server, so pools do not count here. */
@Liveness
@ApplicationScoped
public class LivenessProbe implements HealthCheck {

    /** The heart beats every second; a minute without a beat is no longer a slow tick. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    @Inject
    private HeartbeatStatus pulse;

    @Override
    public HealthCheckResponse call() {
        return answer(pulse.sinceLastBeat());
    }

    static HealthCheckResponse answer(Duration pause) {
        return HealthCheckResponse.named("leasewatch-live")
                .status(pause.compareTo(LONGEST_PAUSE) < 0)
                .withData("secondsSinceLastTick", pause.toSeconds())
                .build();
    }
}
