package io.leasewatch.monitor.advice;

import java.util.Arrays;

/**
 * The Mann–Kendall test for a monotonic trend, of any shape: H. B. Mann, "Nonparametric Tests Against Trend", Econometrica
 * 13 (1945); M. G. Kendall, "Rank Correlation Methods" (1975). The variance is corrected for ties, which are frequent in counts. The
 * normal approximation needs at least ten points. The test assumes independent points, which counts of open leases are not; so a low
 * p-value is a necessary condition here, not a proof.
 *
 * @param s the number of rising pairs minus the number of falling pairs
 * @param variance the variance of {@code s} if there is no trend
 */
record MannKendall(long s, double variance) {

    /** Compares all pairs: quadratic, for at most a few hundred points. */
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

    /** The two-sided p-value: the probability of such a trend by chance, 0 to 1. */
    double pValue() {
        if (variance <= 0 || s == 0) {
            return 1;
        }
        // Continuity correction, because s is an integer.
        return NormalDistribution.twoSided((Math.abs(s) - 1) / Math.sqrt(variance));
    }
}
