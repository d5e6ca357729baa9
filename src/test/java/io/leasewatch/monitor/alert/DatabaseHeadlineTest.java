package io.leasewatch.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.database.BreakerState;
import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DatabaseHeadlineTest {

    private static final Instant SINCE = Instant.parse("2031-03-05T07:11:13Z");

    @Test
    void databaseThatIsUpHasNone() {
        assertThat(DatabaseHeadline.of(status(DatabaseState.UP), false)).isNull();
    }

    @Test
    void databaseThatIsDownSaysSinceWhenAndWhatThePoolHasToDoWithIt() {
        Headline headline = Objects.requireNonNull(DatabaseHeadline.of(status(DatabaseState.DOWN), false));

        assertThat(headline.what()).isEqualTo("The database of jdbc/app is down: its host refuses connections.");
        assertThat(headline.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(headline.since()).isEqualTo(SINCE);
        assertThat(headline.remedy()).startsWith("The pool is not the cause.");
    }

    @Test
    void poolThatIsInNeedAsWellIsNotCalledInnocent() {
        Headline headline = Objects.requireNonNull(DatabaseHeadline.of(status(DatabaseState.DOWN), true));

        assertThat(headline.remedy()).isEmpty();
    }

    @Test
    void databaseThatCannotBeAskedThroughAFullPoolIsNotAlsoInTheNews() {
        assertThat(DatabaseHeadline.of(status(DatabaseState.DEGRADED), false)).isNotNull();
        assertThat(DatabaseHeadline.of(status(DatabaseState.DEGRADED), true)).isNull();
    }

    private static DatabaseStatus status(DatabaseState state) {
        return new DatabaseStatus(
                "jdbc/app",
                state,
                SINCE,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                "its host refuses connections",
                SINCE,
                0,
                BreakerState.OFF,
                0);
    }
}
