package io.leasewatch.monitor.advice;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.monitor.advice.SizeAdvice.Direction;
import io.leasewatch.monitor.advice.SizeAdvice.Model;
import io.leasewatch.monitor.pool.Readings;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SizeCalculatorTest {

    private static final SizeBounds NONE = new SizeBounds(1, null, "", null);

    /** 200 connections a second that are held for 50 ms. */
    private static final List<DemandMinute> BUSY =
            Collections.nCopies(5, new DemandMinute(60, 12_000, 12_000, 600, 0, 14, 19, 0, 0, 0));

    @Test
    void poolIsAsLargeAsItsBusiestMinutesWant() {
        SizeAdvice advice = advise(10, BUSY, NONE, AdviceSettings.DEFAULT);

        // Of 14, 95 of 100 wait 15 ms at most; of 15, 7 ms.
        assertThat(advice.direction()).isEqualTo(Direction.RAISE);
        assertThat(advice.recommended()).isEqualTo(15);
        assertThat(advice.models())
                .containsEntry(Model.LITTLES_LAW, 10)
                .containsEntry(Model.ERLANG_C, 15)
                .containsEntry(Model.OBSERVED_PEAK, 19);
        assertThat(advice.sentences())
                .contains("Raise the maximum of jdbc/app from 10 to 15.")
                .anySatisfy(why -> assertThat(why)
                        .startsWith(
                                "In its busiest 5 minutes, 200 connections per second were taken and held for 50.0 ms"
                                        + " each. That keeps 10.0 connections busy on average (Little's law)")
                        .contains("95 % of acquisitions wait 7.13 ms at most (Erlang C"));
    }

    @Test
    void poolThatIsFourTimesTooBigIsToldSo() {
        SizeAdvice advice = advise(60, BUSY, NONE, AdviceSettings.DEFAULT);

        assertThat(advice.direction()).isEqualTo(Direction.LOWER);
        assertThat(advice.sentences().get(0))
                .isEqualTo("Lower the maximum of jdbc/app from 60 to 15. It is 4.0 times what the pool needs.");
    }

    @Test
    void poolThatIsALittleTooBigIsRight() {
        assertThat(advise(29, BUSY, NONE, AdviceSettings.DEFAULT).direction()).isEqualTo(Direction.KEEP);
        assertThat(advise(15, BUSY, NONE, AdviceSettings.DEFAULT).direction()).isEqualTo(Direction.KEEP);
        assertThat(advise(null, BUSY, NONE, AdviceSettings.DEFAULT).direction()).isEqualTo(Direction.UNKNOWN);
    }

    @Test
    void fewThreadsNeedFewerConnections() {
        AdviceSettings twenty = new AdviceSettings(Duration.ofMillis(10), 20, 0, 0, 1);

        SizeAdvice advice = advise(30, BUSY, NONE, twenty);

        assertThat(advice.recommended())
                .isEqualTo(advice.models().get(Model.FINITE_SOURCE))
                .isBetween(10, 14);
        assertThat(advice.sentences()).anySatisfy(why -> assertThat(why).contains("With at most 20 threads"));
    }

    @Test
    void floorCountsMoreThanWhatIsAsked() {
        SizeAdvice advice = advise(10, BUSY, new SizeBounds(21, null, "", null), AdviceSettings.DEFAULT);

        assertThat(advice.recommended()).isEqualTo(21);
        assertThat(advice.sentences())
                .contains("With fewer than 21 connections it can deadlock, because threads take a connection while they"
                        + " hold another.");
    }

    @Test
    void ceilingCountsMoreThanTheFloorAndTheirConflictIsSaid() {
        SizeBounds bounds = new SizeBounds(21, 18, "there are 20", null);

        SizeAdvice advice = advise(10, BUSY, bounds, AdviceSettings.DEFAULT);

        assertThat(advice.conflict()).isTrue();
        assertThat(advice.recommended()).isEqualTo(18);
        assertThat(advice.sentences())
                .anySatisfy(why -> assertThat(why)
                        .startsWith("Two limits conflict: with fewer than 21 connections")
                        .contains("only 18, because there are 20."));
    }

    @Test
    void tooLittleDataIsSaidWithWhatIsMissing() {
        SizeAdvice few = advise(10, BUSY.subList(0, 3), new SizeBounds(21, 18, "", null), AdviceSettings.DEFAULT);
        SizeAdvice idle = advise(
                10,
                Collections.nCopies(30, new DemandMinute(60, 3, 3, 1, 0, 1, 1, 0, 0, 0)),
                NONE,
                AdviceSettings.DEFAULT);

        assertThat(few.direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(few.recommended()).isNull();
        assertThat(few.sentences().get(0)).contains("3 of 5 minutes");
        assertThat(few.conflict()).isTrue();
        assertThat(idle.sentences().get(0)).contains("5 of 5 minutes and 15 of 100 returned leases");
    }

    @Test
    void poolThatLetsNoMoreThroughIsToldToBeLookedAtAgain() {
        List<DemandMinute> waiting =
                Collections.nCopies(5, new DemandMinute(60, 12_000, 12_000, 600, 0, 10, 30, 0.5, 1, 3));

        assertThat(advise(10, waiting, NONE, AdviceSettings.DEFAULT).sentences())
                .anySatisfy(why -> assertThat(why).startsWith("Threads waited 50 % of that time"));
    }

    @Test
    void poolThatThreadsWaitForIsNotSaidToBeTooLarge() {
        List<DemandMinute> leaking = Collections.nCopies(5, new DemandMinute(60, 30, 30, 0.5, 0, 10, 16, 0.7, 1, 3));

        SizeAdvice advice = advise(10, leaking, NONE, AdviceSettings.DEFAULT);

        assertThat(advice.direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(advice.sentences().get(0))
                .isEqualTo("jdbc/app needs at least 1. Its demand is higher, because threads waited.");
    }

    @Test
    void databaseIsThereForAllPools() {
        List<PoolReading> readings = List.of(
                reading("jdbc/app", 3, 30),
                reading("jdbc/other", 3, 40),
                PoolReading.of("postgres", WatchedBy.POOL_NUMBERS, Readings.TIMESTAMP)
                        .kind(PoolKind.POSTGRESQL)
                        .max(97)
                        .build());

        SizeBounds bounds = SizeBounds.of("jdbc/app", 1, readings, AdviceSettings.DEFAULT);
        SizeBounds said =
                SizeBounds.of("jdbc/app", 1, readings, new AdviceSettings(Duration.ofMillis(10), 0, 60, 8, 1));

        assertThat(bounds.ceiling()).isEqualTo(57);
        assertThat(bounds.hint()).isNull();
        assertThat(said.ceiling()).isEqualTo(20);
        assertThat(said.hint()).isEqualTo(17);
        assertThat(said.ceilingIs())
                .isEqualTo("of the 60 connections that the database has for this server, the other pools may take 40");
        assertThat(SizeBounds.of("jdbc/app", 1, readings.subList(0, 2), AdviceSettings.DEFAULT)
                        .ceiling())
                .isNull();
    }

    @Test
    void floorIsThatOfTheDeepestNesting() {
        assertThat(DeadlockBound.floor(40, 1)).isOne();
        assertThat(DeadlockBound.floor(40, 2)).isEqualTo(41);
        assertThat(DeadlockBound.floor(10, 3)).isEqualTo(21);
        assertThat(DeadlockBound.floor("jdbc/app", List.of())).isOne();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new AdviceSettings(Duration.ZERO, 0, 0, 0, 0))
                .hasMessage("longestWait must be longer than zero, was PT0S");
        assertThatThrownBy(() -> new AdviceSettings(Duration.ofSeconds(1), -1, 0, 0, 0))
                .hasMessage("threads must not be negative, was -1");
    }

    private static SizeAdvice advise(
            @Nullable Integer max, List<DemandMinute> minutes, SizeBounds bounds, AdviceSettings settings) {
        return SizeCalculator.of("jdbc/app", max, minutes, bounds, settings);
    }
}
