package io.leasewatch.monitor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {

    @Test
    void pausesDoubleUpToTheLongest() {
        List<Long> seconds = IntStream.rangeClosed(1, 8)
                .mapToObj(failed -> DatabaseSettings.DEFAULT.retryAfter(failed).toSeconds())
                .toList();

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
        assertThat(DatabaseSettings.DEFAULT.retryAfter(100_000)).hasSeconds(30);
    }

    @Test
    void databaseInTroubleIsAskedEverySecondOrMoreOften() {
        assertThat(every(Duration.ofSeconds(30)).troubledInterval()).hasSeconds(1);
        assertThat(every(Duration.ofMillis(300)).troubledInterval()).hasMillis(300);
    }

    @Test
    void wrongValuesAreRefusedByName() {
        assertThatThrownBy(() -> every(Duration.ZERO)).hasMessage("pingInterval must be longer than zero, was PT0S");
        assertThatThrownBy(() -> of(Duration.ofSeconds(2), Duration.ofSeconds(1), 0))
                .hasMessage("longestRetry must not be shorter than firstRetry, which is PT2S, was PT1S");
        assertThatThrownBy(() -> of(Duration.ofSeconds(1), Duration.ofSeconds(1), -1))
                .hasMessage("warmUp must not be negative, was -1");
    }

    private static DatabaseSettings every(Duration interval) {
        return new DatabaseSettings(
                List.of(),
                interval,
                Duration.ofSeconds(1),
                5,
                interval,
                Duration.ofMinutes(1),
                0,
                false,
                false,
                Duration.ZERO);
    }

    private static DatabaseSettings of(Duration first, Duration longest, int warmUp) {
        return new DatabaseSettings(
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                5,
                first,
                longest,
                warmUp,
                false,
                false,
                Duration.ZERO);
    }
}
