package io.leasewatch.monitor.advice;

import java.util.Arrays;

/**
 * Whether a series rises or falls by more than chance, whatever its shape: H. B. Mann, "Nonparametric Tests Against Trend", Econometrica
 * 13 (1945); M. G. Kendall, "Rank Correlation Methods" (1975). The variance takes ties into account, of which counts have many. The
 * normal approximation wants ten points or more. It takes the points to be independent of each other, which counts of what stays out for
 * long are not; so it is a gate and no proof.
 *
 * @param s how many pairs rise, less those that fall
 * @param variance of {@code s} if there is no trend
 */
record MannKendall(long s, double variance) {

    /** Looks at every pair: for at most a few hundred points. */
    static MannKendall of(double[] values) {
        long s = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                s += Double.compare(values[j], values[i]);
            }
        }
        double n = values.length;
        double spread = n * (n - 1) * (2 * n + 5) - ties(values);
        return new MannKendall(s, spread / 18);
    }

    private static double ties(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                double t = i - from;
                sum += t * (t - 1) * (2 * t + 5);
                from = i;
            }
        }
        return sum;
    }

    /** How likely so much of a trend is by chance, in either direction, 0 to 1. */
    double pValue() {
        if (variance <= 0 || s == 0) {
            return 1;
        }
        // One less, because s takes whole values only.
        return NormalDistribution.twoSided((Math.abs(s) - 1) / Math.sqrt(variance));
    }
}
