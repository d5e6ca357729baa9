package io.leasewatch.monitor.advice;

/** Percentiles of sizes of pools: numbers that are not negative, and small enough to make an array as long. */
final class SizePercentiles {

    private SizePercentiles() {}

    /** The smallest of {@code values} that {@code share} of them do not exceed, 0 without any. */
    static int of(int[] values, double share) {
        int most = 0;
        for (int value : values) {
            most = Math.max(most, value);
        }
        // Sizes of pools are small, so that to count them is quicker than to sort them.
        int[] counts = new int[most + 1];
        for (int value : values) {
            counts[Math.max(0, value)]++;
        }
        double rank = Math.max(1, Math.ceil(share * values.length));
        int seen = 0;
        for (int value = 0; value <= most; value++) {
            seen += counts[value];
            if (seen >= rank) {
                return value;
            }
        }
        return 0;
    }
}
