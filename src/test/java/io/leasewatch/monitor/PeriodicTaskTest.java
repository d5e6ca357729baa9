package io.leasewatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.docs.RecordedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

    private final ManualTicker ticker = new ManualTicker();
    private final List<Long> runs = new ArrayList<>();
    private Duration interval = Duration.ofSeconds(10);
    private final PeriodicTask chore =
            new PeriodicTask("Sweeping", () -> interval, () -> runs.add(ticker.nanos()), ticker.nanos());

    @Test
    void choreIsDoneOnceAnInterval() {
        tick(9);
        assertThat(runs).isEmpty();

        tick(1);
        assertThat(runs).hasSize(1);

        tick(30);
        assertThat(runs).hasSize(4);
    }

    @Test
    void tickThatComesALittleEarlyCounts() {
        ticker.advance(Duration.ofMillis(9_800));

        chore.runIfDue(ticker);

        assertThat(runs).hasSize(1);
    }

    @Test
    void tickThatComesMuchTooEarlyDoesNot() {
        ticker.advance(Duration.ofMillis(9_749));

        chore.runIfDue(ticker);

        assertThat(runs).isEmpty();
    }

    @Test
    void ticksThatWereMissedAreNotMadeUpFor() {
        ticker.advance(Duration.ofMinutes(5));

        chore.runIfDue(ticker);
        chore.runIfDue(ticker);

        assertThat(runs).hasSize(1);
    }

    @Test
    void shorterIntervalHoldsAtOnce() {
        tick(5);

        interval = Duration.ofSeconds(3);
        chore.runIfDue(ticker);
        tick(3);

        assertThat(runs).hasSize(2);
    }

    @Test
    void longerIntervalHoldsAtOnce() {
        tick(5);

        interval = Duration.ofMinutes(1);
        tick(54);
        assertThat(runs).isEmpty();

        tick(1);
        assertThat(runs).hasSize(1);
    }

    @Test
    void intervalShorterThanATickIsEveryTick() {
        interval = Duration.ofMillis(1);

        tick(5);

        assertThat(runs).hasSize(5);
    }

    @Test
    void intervalOfMoreYearsThanNanosecondsCanCountIsNever() {
        interval = Duration.ofDays(365_000);

        tick(60);

        assertThat(runs).isEmpty();
    }

    @Test
    void choreThatThrowsIsLoggedAndDoneAgainAnIntervalLater() {
        PeriodicTask failing = new PeriodicTask(
                "Sweeping",
                () -> interval,
                () -> {
                    runs.add(ticker.nanos());
                    throw new NoClassDefFoundError("com/example/Missing");
                },
                ticker.nanos());

        try (RecordedLog log = RecordedLog.of(PeriodicTask.class)) {
            for (int second = 0; second < 20; second++) {
                ticker.advance(Duration.ofSeconds(1));
                failing.runIfDue(ticker);
            }

            assertThat(runs).hasSize(2);
            assertThat(log.lines()).hasSize(2).containsOnly("WARNING LSW5004W: Sweeping failed. Next attempt in 10 s.");
        }
    }

    private void tick(int seconds) {
        for (int second = 0; second < seconds; second++) {
            ticker.advance(Duration.ofSeconds(1));
            chore.runIfDue(ticker);
        }
    }
}
