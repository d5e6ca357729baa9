package io.leasewatch.monitor.advice;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When leaks will use up a pool, from the times at which their connections were taken.
 *
 * <p>Leaks are taken to come independently, at a rate that is unknown. After {@code n} leaks in the time {@code t}, the time until
 * {@code k} more is {@code t * k / n} times a variable with the distribution F(2k, 2n): the ratio of two gamma variables. A steady leak is
 * more regular than that, so its time lies well within the interval.
 *
 * @param exhaustedIn when the pool will be used up, the median; {@code null} if it is too early to say
 * @param earliest the lower end of the 95 % interval, {@code null} with {@code exhaustedIn}
 * @param latest its upper end, {@code null} with {@code exhaustedIn}
 */
public record LeakForecast(
        @Nullable Duration exhaustedIn,
        @Nullable Duration earliest,
        @Nullable Duration latest) {

    /** It is too early to say, or the leaks have stopped. */
    public static final LeakForecast NONE = new LeakForecast(null, null, null);

    /** With fewer leaks nothing can be said about their rate. */
    static final int LEAST_LEAKS = 4;

    /** Only the last ones count, because the rate may change. */
    private static final int MOST_LEAKS = 20;

    /** Leaks have stopped if a pause as long as the present one is less probable than this. */
    private static final double PAUSE = 0.05;

    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    /**
     * Computes the forecast.
     *
     * @param secondsAgo how long ago the connections of the open leaks were taken, in seconds, in any order
     * @param room how many connections are left
     */
    public static LeakForecast of(double[] secondsAgo, int room) {
        double[] sorted = secondsAgo.clone();
        Arrays.sort(sorted);
        int count = Math.min(MOST_LEAKS, sorted.length);
        if (count < LEAST_LEAKS || room <= 0) {
            return NONE;
        }
        // The first leak begins the time in which the others are counted.
        int leaks = count - 1;
        double pause = sorted[0];
        double time = sorted[count - 1];
        double before = time - pause;
        if (before <= 0 || Math.pow(1 + pause / before, -leaks) < PAUSE) {
            return NONE;
        }
        double each = time / leaks * room;
        return new LeakForecast(
                seconds(each * quantile(0, room, leaks)),
                seconds(each * quantile(-NormalDistribution.Z_95, room, leaks)),
                seconds(each * quantile(NormalDistribution.Z_95, room, leaks)));
    }

    /**
     * The quantile of F(2k, 2n) for the quantile {@code z} of the normal distribution. E. Paulson, "An approximate normalization of the
     * analysis of variance distribution", Annals of Mathematical Statistics 13 (1942).
     */
    private static double quantile(double z, int k, int n) {
        double a = 1 / (9.0 * k);
        double b = 1 / (9.0 * n);
        // ((1 - b) x - (1 - a)) / sqrt(b x² + a) = z, with x the cube root of the quantile.
        double square = (1 - b) * (1 - b) - z * z * b;
        double linear = (1 - a) * (1 - b);
        double root = Math.sqrt(Math.max(0, linear * linear - square * ((1 - a) * (1 - a) - z * z * a)));
        double x = (linear + Math.signum(z) * root) / square;
        return x <= 0 ? 0 : x * x * x;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(Math.min(seconds, LONGEST_SECONDS) * 1000));
    }
}
