package io.leasewatch.monitor.advice;

/** The standard normal distribution, as far as tests of significance need it. */
final class NormalDistribution {

    /** What only 2.5 % exceed, so that 95 % lie between this and its negative. */
    static final double Z_95 = 1.959963984540054;

    private NormalDistribution() {}

    /**
     * How likely it is to be off by {@code z} or more in either direction. M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions"
     * (1964), 26.2.17, which is off by less than 7.5e-8 to one side.
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
