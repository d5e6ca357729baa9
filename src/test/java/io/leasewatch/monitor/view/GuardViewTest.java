package io.leasewatch.monitor.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.database.BreakerState;
import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardViewTest {

    @Test
    void databaseThatNeverAnsweredDidNotDoSoInNoTime() {
        GuardView view = view(Duration.ZERO);

        assertThat(view.responseTime()).isNull();
        assertThat(view.meanResponseTime()).isNull();
        assertThat(view.longestResponseTime()).isNull();
    }

    @Test
    void timesAreInSeconds() {
        GuardView view = view(Duration.ofMillis(17));

        assertThat(view.responseTime()).isEqualTo(0.017);
        assertThat(view.meanResponseTime()).isEqualTo(0.017);
        assertThat(view.longestResponseTime()).isEqualTo(0.017);
    }

    private static GuardView view(Duration time) {
        Instant since = Instant.parse("2031-03-05T07:11:13Z");
        return GuardView.of(new DatabaseStatus(
                "jdbc/a",
                DatabaseState.DOWN,
                since,
                time,
                time,
                time,
                null,
                null,
                0,
                BreakerState.OFF,
                0,
                false,
                List.of()));
    }
}
