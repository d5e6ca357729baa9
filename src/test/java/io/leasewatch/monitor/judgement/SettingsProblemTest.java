package io.leasewatch.monitor.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.work.ServerPoolSettings;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import io.leasewatch.monitor.pool.PoolSettingsProblem;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SettingsProblemTest {

    @Test
    void firstSettingIsTheProblemAndTheOthersAreEvidence() {
        Problem problem = Objects.requireNonNull(
                SettingsProblem.of(PoolSettingsProblem.of("jdbc/app", new ServerPoolSettings(0, 0, 0, 0))));

        assertThat(problem.cause()).isEqualTo(Cause.SETTINGS);
        assertThat(problem.state()).isEqualTo(State.WARNING);
        assertThat(problem.sentence()).startsWith("jdbc/app has agedTimeout=\"0\"");
        assertThat(problem.evidence()).singleElement().asString().startsWith("jdbc/app has maxPoolSize=\"0\"");
        assertThat(problem.remedy()).startsWith("Remove agedTimeout");
    }

    @Test
    void unknownAndUsualSettingsAreNoProblem() {
        assertThat(SettingsProblem.of(PoolSettingsProblem.of("jdbc/app", null))).isNull();
        assertThat(SettingsProblem.of(PoolSettingsProblem.of("jdbc/app", new ServerPoolSettings(50, 0, -1, 0))))
                .isNull();
    }
}
