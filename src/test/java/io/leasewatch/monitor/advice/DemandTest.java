package io.leasewatch.monitor.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Demand}, and the minutes that {@link DemandHistory} makes of looks. */
class DemandTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final DemandHistory course = new DemandHistory();

    @Test
    void minuteIsMadeOfItsLooks() {
        for (int second = 0; second <= 60; second++) {
            look(second, second == 30 ? 9 : 4, second == 30 ? 2 : 0, second * 10L, second * 10L, 0);
        }

        assertThat(course.minutes()).singleElement().satisfies(minute -> {
            assertThat(minute.seconds()).isEqualTo(60);
            assertThat(minute.acquired()).isEqualTo(600);
            assertThat(minute.released()).isEqualTo(600);
            assertThat(minute.heldSeconds()).isCloseTo(240, within(1e-9));
            assertThat(minute.busyP95()).isEqualTo(4);
            assertThat(minute.most()).isEqualTo(11);
            assertThat(minute.waited()).isCloseTo(1 / 60.0, within(1e-9));
            assertThat(minute.full()).isCloseTo(1 / 60.0, within(1e-9));
        });
    }

    @Test
    void countsThatBeginAgainAreNotTakenForARush() {
        for (int second = 0; second <= 200; second++) {
            long count = second < 90 ? second * 10L : (second - 90) * 10L;
            look(second, 4, 0, count, count, 0);
        }

        assertThat(course.minutes())
                .hasSize(2)
                .allSatisfy(minute -> assertThat(minute.acquired()).isEqualTo(600));
    }

    @Test
    void onlyTheLastHoursAreKept() {
        for (int second = 0; second <= 370 * 60; second += 30) {
            look(second, 4, 0, second, second, 0);
        }

        assertThat(course.minutes()).hasSize(DemandHistory.MINUTES);
    }

    @Test
    void loadIsArrivalsTimesTheTimeThatAConnectionIsGone() {
        Demand demand = Demand.of(List.of(minute(600, 600, 30, 0), minute(1800, 1800, 90, 0)));

        assertThat(demand.load().perSecond()).isEqualTo(20);
        assertThat(demand.load().holdSeconds()).isEqualTo(0.05);
        assertThat(demand.load().busy()).isEqualTo(1);
    }

    @Test
    void whatTheServerKeepsAfterTheCloseIsGoneToo() {
        Demand demand = Demand.of(List.of(minute(600, 600, 30, 2)));

        assertThat(demand.load().busy()).isCloseTo(0.5 + 2, within(1e-9));
    }

    @Test
    void busiestMinutesAreFoundWhereverTheyAre() {
        List<DemandMinute> minutes = List.of(
                minute(60, 60, 6, 0), minute(600, 600, 60, 0), minute(1200, 1200, 120, 0), minute(60, 60, 6, 0));

        assertThat(Demand.busiest(minutes, 2).load().perSecond()).isEqualTo(15);
        assertThat(Demand.busiest(minutes.subList(0, 1), 2).load().perSecond()).isEqualTo(1);
        assertThat(Demand.busiest(List.of(), 2)).isEqualTo(Demand.NONE);
    }

    private static DemandMinute minute(long acquired, long released, double held, double retained) {
        return new DemandMinute(60, acquired, released, held, retained, 3, 5, 0, 0, 0);
    }

    private void look(int second, int inUse, int waiting, long acquired, long released, int suspects) {
        course.add(new PoolObservation(
                Long.MAX_VALUE - 20 * SECOND + second * SECOND,
                inUse,
                waiting,
                9,
                0,
                suspects,
                acquired,
                released,
                released * SECOND * 4 / 10,
                0));
    }
}
