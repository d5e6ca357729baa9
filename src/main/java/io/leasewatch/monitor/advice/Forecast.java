package io.leasewatch.monitor.advice;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether the number of suspects, leases that are held unusually long, rises, and when they will exhaust the pool.
 *
 * @param rising whether it rises: significantly, by at least {@link #LEAST_RISE} leases, and not all at once
 * @param exhaustedIn when the pool will be exhausted if the trend continues; {@code null} if that is beyond the horizon
 * @param earliest the lower end of the 95 % confidence interval; {@code null} with {@code exhaustedIn}
 * @param latest its upper end; {@code null} with {@code exhaustedIn}, or if the interval has none
 * @param perHour the increase per hour
 * @param pValue the probability of such a trend by chance, 0 to 1
 * @param suspects the current number of suspects
 * @param busyP95 the number of connections that other work needs, 95th percentile
 * @param points the number of points in which the trend was found, or that were examined
 * @param step the distance of the points
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

    /** With fewer points, a trend cannot be distinguished from chance. */
    public static final int LEAST_POINTS = 12;

    static final double SIGNIFICANT = 0.05;

    /** An increase by two leases is no trend, however significant. */
    static final int LEAST_RISE = 3;

    /** The horizon of the forecast, as a multiple of the time in which the trend was found. */
    static final int REACH = 3;

    private static final double HOUR_SECONDS = 3600;

    /**
     * Examines the last eighth of the points, the last quarter, the last half and all of them. The slope is taken from the shortest of
     * these windows that rises, because a leak may be new; the horizon from the longest, because a short rise may be random.
     *
     * @param max the size of the pool, {@code null} if unknown; then there is a trend, but no time of exhaustion
     * @param busyP95 the number of connections that other work needs
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

    /** How often the series reached a new maximum: once if a batch job takes all its connections, repeatedly in a leak. */
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

    /**
     * The forecast of the short-term series if it has a time of exhaustion, else that of the long-term series, else a trend without one.
     */
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
