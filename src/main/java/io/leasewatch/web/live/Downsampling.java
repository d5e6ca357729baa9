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
 * Fewer points for the same time. Each has the most that there was in its stretch of time, so that no peak is missed; and the stretches are
 * the same for every pool, so that the pools can be added up.
 */
final class Downsampling {

    /** More of one pool cannot be told apart on a screen. */
    static final int MOST_POINTS = 600;

    private static final long SECOND = Duration.ofSeconds(1).toMillis();

    private Downsampling() {}

    /** As they are, if no pool has too many. */
    static Map<String, List<Point>> of(Map<String, List<Point>> pools) {
        if (pools.values().stream().allMatch(points -> points.size() <= MOST_POINTS)) {
            return pools;
        }
        long stretch = stretch(pools.values());
        Map<String, List<Point>> thinned = new TreeMap<>();
        pools.forEach((pool, points) -> thinned.put(pool, thinned(points, stretch)));
        return thinned;
    }

    /** In milliseconds: whole seconds, so that it is the same again when the same time is asked for a moment later. */
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

    /** {@code null} if nobody ever knew. */
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
