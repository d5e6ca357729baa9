package io.leasewatch.monitor.advice;

/** The standard normal distribution, for tests of significance. */
final class NormalDistribution {

    /** The 97.5th percentile: 95 % of values lie between this and its negative. */
    static final double Z_95 = 1.959963984540054;

    private NormalDistribution() {}

    /**
     * The probability of a value at least {@code z} from the mean, in either direction. M. Abramowitz, I. A. Stegun, "Handbook of
     * Mathematical Functions" (1964), 26.2.17, with a one-sided error below 7.5e-8.
     */
    static double twoSided(double z) {
        double x = Math.abs(z);
        double t = 1 / (1 + 0.2316419 * x);
        double tail = t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
                * Math.exp(-x * x / 2)
                / Math.sqrt(2 * Math.PI);
        return Math.min(1, 2 * tail);
    }
}
