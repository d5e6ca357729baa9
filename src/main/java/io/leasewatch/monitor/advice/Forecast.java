package io.leasewatch.monitor.advice;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether leases that stay out become more and more, and when they will have used up the pool.
 *
 * @param rising whether they do, by more than chance by at least {@link #LEAST_RISE} leases, and not all at once
 * @param exhaustedIn when the pool is used up if it goes on like that; {@code null} if that is not in sight
 * @param earliest the lower end of an interval that is right in 95 of 100 cases; {@code null} with {@code exhaustedIn}
 * @param latest its upper end; {@code null} with {@code exhaustedIn}, and if the interval has none
 * @param perHour how many more there are each hour
 * @param pValue how likely so much of a trend is by chance, 0 to 1
 * @param suspects how many stay out now
 * @param busyP95 connections that are needed beside those, except in 5 % of the time
 * @param points how many points that was seen in, or would have been
 * @param step how far these are apart
 */
public record Forecast(
        boolean rising,
        @Nullable Duration exhaustedIn,
        @Nullable Duration earliest,
        @Nullable Duration latest,
        double perHour,
        double pValue,
        int suspects,
        int busyP95,
        int points,
        Duration step) {

    /** With fewer, chance cannot be told from a trend. */
    public static final int LEAST_POINTS = 12;

    static final double SIGNIFICANT = 0.05;

    /** Two leases that stay out longer than others are no trend, however clearly one came after the other. */
    static final int LEAST_RISE = 3;

    /** Nobody can tell from an hour what a day will bring: it is looked ahead this many times as far as back. */
    static final int REACH = 3;

    private static final double HOUR_SECONDS = 3600;

    /**
     * Looks at the last eighth of the points, the last quarter, the last half and all of them. How fast they rise is taken from the shortest of these in
     * which they do, because a leak may be new; how far that is looked ahead, from the longest, because it may be a moment's.
     *
     * @param max the pool's size, {@code null} if nobody knows; then there is a trend, but no end to it
     * @param busyP95 connections needed beside the suspects
     */
    static Forecast of(LowWaterMarks trail, @Nullable Integer max, int busyP95) {
        double[] values = trail.values();
        double[] at = trail.seconds();
        int points = values.length;
        int suspects = trail.now();
        Forecast none = new Forecast(false, null, null, null, 0, 1, suspects, busyP95, points, trail.step());
        if (suspects < LEAST_RISE) {
            return none;
        }
        TheilSen newest = null;
        Forecast found = none;
        double span = 0;
        for (int window : new int[] {trail.most() / 8, trail.most() / 4, trail.most() / 2, trail.most()}) {
            int from = Math.max(0, points - window);
            double[] some = Arrays.copyOfRange(values, from, points);
            double[] then = Arrays.copyOfRange(at, from, points);
            MannKendall trend = MannKendall.of(some);
            TheilSen line = rising(then, some, trend);
            if (line != null) {
                span = then[then.length - 1] - then[0];
                found = newest == null ? none.rises(line, trend.pValue(), some.length) : found;
                newest = newest == null ? line : newest;
            }
            if (from == 0) {
                break;
            }
        }
        return newest == null || max == null
                ? found
                : found.ends(Math.max(0, max - busyP95 - suspects), newest, span * REACH);
    }

    private static @Nullable TheilSen rising(double[] at, double[] values, MannKendall trend) {
        if (values.length < LEAST_POINTS
                || trend.s() <= 0
                || trend.pValue() >= SIGNIFICANT
                || highs(values) < LEAST_RISE) {
            return null;
        }
        TheilSen line = TheilSen.of(at, values, trend.variance());
        return line.slope() * (at[at.length - 1] - at[0]) < LEAST_RISE ? null : line;
    }

    /** How often there were more than ever before: once, if a batch job takes what it needs, and again and again in a leak. */
    private static int highs(double[] values) {
        int highs = 0;
        double highest = values[0];
        for (double value : values) {
            if (value > highest) {
                highest = value;
                highs++;
            }
        }
        return highs;
    }

    private Forecast rises(TheilSen line, double p, int inPoints) {
        return new Forecast(true, null, null, null, line.slope() * HOUR_SECONDS, p, suspects, busyP95, inPoints, step);
    }

    private Forecast ends(int room, TheilSen line, double horizonSeconds) {
        double seconds = room / line.slope();
        if (seconds > horizonSeconds) {
            return this;
        }
        return new Forecast(
                true,
                seconds(seconds),
                seconds(room / line.high()),
                line.low() > 0 ? seconds(room / line.low()) : null,
                perHour,
                pValue,
                suspects,
                busyP95,
                points,
                step);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(Math.min(seconds, 1e9) * 1000));
    }

    /** What both looks come to: the end that is nearer, or else whatever is known of a trend. */
    static Forecast of(DemandHistory course) {
        PoolObservation last = course.last();
        Integer max = last == null ? null : last.max();
        Forecast near = of(course.close(), max, course.busyP95());
        Forecast far = of(course.wide(), max, course.busyP95OfHours());
        if (near.exhaustedIn() != null || far.exhaustedIn() == null) {
            return near.exhaustedIn() == null && !near.rising() && far.rising() ? far : near;
        }
        return far;
    }
}
