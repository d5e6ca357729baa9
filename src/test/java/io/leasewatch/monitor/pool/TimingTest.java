package io.leasewatch.monitor.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.spi.Percentiles;
import io.leasewatch.spi.RecentDurations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final Timing timing = new Timing();

    @Test
    void nothingIsKnownBeforeTheFirstLook() {
        timing.record(SECOND.toNanos());

        assertThat(timing.recent()).isEqualTo(RecentDurations.NONE);
    }

    @Test
    void percentilesAreThoseOfASortedListToOnePercent() {
        Random random = new Random(7);
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            long nanos = (long) Math.exp(7 + random.nextDouble() * 16);
            all.add(nanos);
            timing.record(nanos);
        }
        Collections.sort(all);

        look(Duration.ZERO);

        Percentiles minute = timing.recent().minute();
        assertThat(minute.count()).isEqualTo(10_000);
        assertThat(micros(minute.p50())).isCloseTo(micros(all.get(4_999)), within(micros(all.get(4_999)) * 0.01 + 1));
        assertThat(micros(minute.p95())).isCloseTo(micros(all.get(9_499)), within(micros(all.get(9_499)) * 0.01));
        assertThat(micros(minute.p99())).isCloseTo(micros(all.get(9_899)), within(micros(all.get(9_899)) * 0.01));
        assertThat(micros(minute.max())).isCloseTo(micros(all.get(9_999)), within(micros(all.get(9_999)) * 0.01));
    }

    @Test
    void spikeAfterAWeekOfQuickOnesIsSeenAndGoneSixMinutesLater() {
        for (int i = 0; i < 1_000_000; i++) {
            timing.record(2_000);
        }
        look(Duration.ZERO);
        look(Duration.ofDays(7));

        for (int i = 0; i < 10; i++) {
            timing.record(SECOND.toNanos());
        }
        look(SECOND);

        assertThat(timing.recent().minute().count()).isEqualTo(10);
        assertThat(micros(timing.recent().minute().p50())).isCloseTo(1e6, within(1e4));
        lookEverySecondFor(Duration.ofSeconds(75));
        assertThat(timing.recent().minute()).isEqualTo(Percentiles.NONE);
        assertThat(timing.recent().fiveMinutes().count()).isEqualTo(10);
        lookEverySecondFor(Duration.ofMinutes(5));
        assertThat(timing.recent()).isEqualTo(RecentDurations.NONE);
    }

    @Test
    void windowIsNeverShorterThanItSaysNorTenSecondsLonger() {
        timing.record(5_000);
        look(Duration.ZERO);

        for (int second = 1; second <= 400; second++) {
            timing.record(5_000);
            look(SECOND);
            assertThat(timing.recent().minute().count()).isBetween(Math.min(second, 60L), Math.min(second, 70L) + 1);
            assertThat(timing.recent().fiveMinutes().count())
                    .isBetween(Math.min(second, 300L), Math.min(second, 310L) + 1);
        }
    }

    @Test
    void lookThatComesMuchLaterForgetsWhatIsLongPast() {
        look(Duration.ZERO);
        timing.record(5_000);
        look(SECOND);

        look(Duration.ofHours(1));
        assertThat(timing.recent().minute().count()).isLessThanOrEqualTo(1);
        look(SECOND.multipliedBy(70));

        assertThat(timing.recent().minute()).isEqualTo(Percentiles.NONE);
    }

    @Test
    void timesThatCannotBeOrAreTooLongCountAsTheNearestThatCan() {
        timing.record(-5);
        timing.record(Long.MAX_VALUE);

        look(Duration.ZERO);

        assertThat(timing.recent().minute().p50()).isZero();
        assertThat(timing.recent().minute().max()).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    @Test
    void whatWasAddedIsHandedOnOnce() {
        timing.record(3_000);
        timing.record(3_000);
        timing.record(9_000);

        look(Duration.ZERO);
        assertThat(added()).containsOnly(Map.entry(micro(3), 2L), Map.entry(micro(9), 1L));
        look(SECOND);
        assertThat(added()).isEmpty();
        timing.record(4_000);
        look(SECOND);
        assertThat(added()).containsOnly(Map.entry(micro(4), 1L));
    }

    @Test
    void afterAResetOnlyWhatComesNextCounts() {
        timing.record(3_000);
        look(Duration.ZERO);
        timing.record(3_000);

        timing.reset();
        assertThat(timing.recent()).isEqualTo(RecentDurations.NONE);
        timing.record(9_000);
        look(SECOND);

        assertThat(timing.recent().minute().count()).isEqualTo(1);
        assertThat(timing.recent().fiveMinutes().max()).isEqualTo(micro(9));
        assertThat(added()).containsOnly(Map.entry(micro(3), 2L), Map.entry(micro(9), 1L));
    }

    @Test
    void nothingThatIsRecordedWhileSomebodyLooksIsLostOrHandedOnTwice() {
        int each = 200_000;
        Map<Duration, Long> found = new HashMap<>();
        List<CompletableFuture<Void>> recording = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            recording.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < each; i++) {
                    timing.record(7_000);
                }
            }));
        }

        while (!recording.stream().allMatch(CompletableFuture::isDone)) {
            look(Duration.ofMillis(100));
            timing.drain((time, count) -> found.merge(time, count, Long::sum));
        }
        look(SECOND);
        timing.drain((time, count) -> found.merge(time, count, Long::sum));

        assertThat(found).containsOnly(Map.entry(micro(7), 4L * each));
    }

    private Map<Duration, Long> added() {
        Map<Duration, Long> added = new HashMap<>();
        timing.drain((time, count) -> added.merge(time, count, Long::sum));
        return added;
    }

    private void look(Duration later) {
        ticker.advance(later);
        timing.update(ticker.nanos());
    }

    private void lookEverySecondFor(Duration time) {
        for (int i = 0; i < time.toSeconds(); i++) {
            look(SECOND);
        }
    }

    private static Duration micro(long micros) {
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    private static double micros(Duration time) {
        return micros(time.toNanos());
    }

    private static double micros(long nanos) {
        return nanos / 1e3;
    }
}
