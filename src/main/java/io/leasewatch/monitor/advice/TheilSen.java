package io.leasewatch.monitor.advice;

import java.util.Arrays;

/**
 * The Theil–Sen estimator: the slope of a series as the median of the slopes of all pairs. It tolerates up to 29 % outliers. H. Theil, "A
 * rank-invariant method of linear and polynomial regression analysis" (1950); P. K. Sen, "Estimates of the Regression Coefficient Based on
 * Kendall's Tau", Journal of the American Statistical Association 63 (1968). The 95 % confidence interval assumes independent points: R. O.
 * Gilbert, "Statistical Methods for Environmental Pollution Monitoring" (1987), 16.5.
 *
 * @param slope the median slope
 * @param low the lower end of the confidence interval
 * @param high its upper end
 */
record TheilSen(double slope, double low, double high) {

    /**
     * @param at the times of the points, ascending; at least two
     * @param values the values, as many as {@code at}
     * @param variance the variance of Kendall's S for these values
     */
    static TheilSen of(double[] at, double[] values, double variance) {
        if (at.length < 2 || at.length != values.length) {
            throw new IllegalArgumentException("there must be as many values as times, and at least two, was "
                    + values.length + " and " + at.length);
        }
        double[] slopes = new double[at.length * (at.length - 1) / 2];
        int pairs = 0;
        for (int i = 0; i < at.length; i++) {
            for (int j = i + 1; j < at.length; j++) {
                slopes[pairs++] = (values[j] - values[i]) / (at[j] - at[i]);
            }
        }
        Arrays.sort(slopes);
        double reach = NormalDistribution.Z_95 * Math.sqrt(Math.max(0, variance));
        return new TheilSen(
                median(slopes),
                slopes[(int) Math.max(0, Math.floor((pairs - reach) / 2) - 1)],
                slopes[(int) Math.min(pairs - 1, Math.ceil((pairs + reach) / 2))]);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
