package io.leasewatch.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.live.RecentReadings.Point;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownsamplingTest {

    private static final int DAY = 2880;
    private static final long NOON = 1_930_000_007_777L;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Downsampling.MOST_POINTS})
    void whatFitsIsLeftAsItIs(int count) {
        Map<String, List<Point>> pools = Map.of("jdbc/a", points(0, count, i -> used(i, 1)));

        assertThat(Downsampling.of(pools)).isEqualTo(pools);
    }

    @Test
    void peakOfAnythingIsMissedByNoneOfFewPoints() {
        List<Point> points = points(0, DAY, i -> switch (i) {
            case 1234 -> point(i, 4, 7, 0, 4, 1);
            case 1235 -> point(i, 3, 8, 5, 3, 1);
            case 1236 -> point(i, 2, 9, 0, 10, 1);
            case 1237 -> point(i, 1, 9, 0, 1, 8888);
            default -> used(i, 0);
        });

        List<Point> few = thinned(points);

        assertThat(few).hasSizeBetween(Downsampling.MOST_POINTS - 10, Downsampling.MOST_POINTS);
        assertThat(few).extracting(Point::used).contains(4);
        assertThat(few).extracting(Point::waiting).contains(5);
        assertThat(few).extracting(Point::peak).contains(10);
        assertThat(few).extracting(Point::hold95).contains(8888.0);
        assertThat(few.stream().filter(point -> point.used() == 4)).allMatch(point -> point.idle() == 7);
    }

    @Test
    void poolsHaveTheirPointsAtTheSameMomentsHoweverLongEachWasThereAndWhenEachWasFullest() {
        Map<String, List<Point>> few = Downsampling.of(Map.of(
                "jdbc/a", points(0, DAY, i -> used(i, i % 7)),
                "jdbc/b", points(1003, DAY, i -> used(i, i % 11)),
                "jdbc/c", points(2800, DAY, i -> used(i, i % 3))));

        List<Long> moments = moments(few, "jdbc/a");
        assertThat(moments).isSorted().doesNotHaveDuplicates();
        for (String later : List.of("jdbc/b", "jdbc/c")) {
            List<Long> its = moments(few, later);
            assertThat(moments.subList(moments.size() - its.size(), moments.size()))
                    .isEqualTo(its);
        }
    }

    @Test
    void whatIsAskedForAMomentLaterIsThinnedInTheSamePlaces() {
        List<Point> before = points(0, DAY, i -> used(i, i % 7));
        List<Point> after = points(1, DAY + 1, i -> used(i, i % 7));

        List<Point> few = thinned(before);

        // But for the first and the last, which are cut elsewhere.
        assertThat(thinned(after)).containsAll(few.subList(1, few.size() - 1));
    }

    private static List<Point> thinned(List<Point> points) {
        return Objects.requireNonNull(Downsampling.of(Map.of("jdbc/a", points)).get("jdbc/a"));
    }

    private static List<Long> moments(Map<String, List<Point>> pools, String pool) {
        return Objects.requireNonNull(pools.get(pool)).stream().map(Point::at).toList();
    }

    private static List<Point> points(int from, int to, IntFunction<Point> point) {
        return IntStream.range(from, to).mapToObj(point).toList();
    }

    private static Point used(int i, int used) {
        return new Point(at(i), used, 0, null, null, null, null, null, null, null);
    }

    private static Point point(int i, int used, int idle, int waiting, int peak, double hold95) {
        return new Point(at(i), used, idle, waiting, 10, peak, null, null, hold95, null);
    }

    private static long at(int i) {
        return NOON + i * 30_000L;
    }
}
