package io.leasewatch.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LivenessProbeTest {

    @BeforeAll
    static void answerPlainly() {
        HealthCheckResponse.setResponseProvider(new PlainResponses());
    }

    @AfterAll
    @SuppressWarnings("NullAway") // So it is before anybody sets one.
    static void leaveItToTheServer() {
        HealthCheckResponse.setResponseProvider(null);
    }

    @Test
    void heartThatBeatWithinTheLastMinuteIsAlive() {
        HealthCheckResponse answer = LivenessProbe.answer(Duration.ofMillis(59_999));

        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(answer.getName()).isEqualTo("leasewatch-live");
        assertThat(answer.getData()).contains(Map.of("secondsSinceLastTick", 59L));
    }

    @Test
    void heartThatHasNotBeatenForAMinuteIsNot() {
        assertThat(LivenessProbe.answer(Duration.ofMinutes(1)).getStatus()).isEqualTo(Status.DOWN);
    }
}
