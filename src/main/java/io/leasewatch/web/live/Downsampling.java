package io.leasewatch.web.live;

import io.leasewatch.monitor.live.RecentReadings.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reduces the number of points in a time range. Each point has the maximum of its interval, so that no peak is lost. The intervals are the
 * same for all pools, so that pools can be summed.
 */
final class Downsampling {

    /** The maximum number of points per pool; a screen cannot show more. */
    static final int MOST_POINTS = 600;

    private static final long SECOND = Duration.ofSeconds(1).toMillis();

    private Downsampling() {}

    /** Returns {@code pools} unchanged if no pool has more than {@link #MOST_POINTS} points. */
    static Map<String, List<Point>> of(Map<String, List<Point>> pools) {
        if (pools.values().stream().allMatch(points -> points.size() <= MOST_POINTS)) {
            return pools;
        }
        long stretch = stretch(pools.values());
        Map<String, List<Point>> thinned = new TreeMap<>();
        pools.forEach((pool, points) -> thinned.put(pool, thinned(points, stretch)));
        return thinned;
    }

    /**
     * The length of an interval in milliseconds. Whole seconds, so that a repeated request for about the same range gets the same
     * intervals.
     */
    private static long stretch(Collection<List<Point>> pools) {
        LongSummaryStatistics at =
                pools.stream().flatMap(List::stream).mapToLong(Point::at).summaryStatistics();
        return SECOND * (1 + (at.getMax() - at.getMin()) / (SECOND * (MOST_POINTS - 1)));
    }

    private static List<Point> thinned(List<Point> points, long stretch) {
        Map<Long, List<Point>> stretches = points.stream()
                .collect(Collectors.groupingBy(
                        point -> Math.floorDiv(point.at(), stretch), TreeMap::new, Collectors.toList()));
        List<Point> thinned = new ArrayList<>();
        stretches.forEach((number, group) -> thinned.add(most(number * stretch, group)));
        return thinned;
    }

    private static Point most(long at, List<Point> group) {
        Point fullest = Collections.max(group, Comparator.comparingInt(Point::used));
        return new Point(
                at,
                fullest.used(),
                fullest.idle(),
                most(group, Point::waiting),
                most(group, Point::max),
                most(group, Point::peak),
                most(group, Point::wait95),
                most(group, Point::hold50),
                most(group, Point::hold95),
                most(group, Point::hold99));
    }

    /** The maximum in a column, {@code null} if no point has a value. */
    private static <T extends Comparable<T>> @Nullable T most(List<Point> group, Function<Point, @Nullable T> column) {
        T most = null;
        for (Point point : group) {
            T value = column.apply(point);
            if (value != null && (most == null || value.compareTo(most) > 0)) {
                most = value;
            }
        }
        return most;
    }
}
