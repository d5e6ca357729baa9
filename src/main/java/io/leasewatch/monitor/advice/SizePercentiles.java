package io.leasewatch.monitor.advice;

/** Percentiles of small non-negative numbers, such as sizes of pools. */
final class SizePercentiles {

    private SizePercentiles() {}

    /** The smallest of {@code values} that {@code share} of them do not exceed; 0 if there are none. */
    static int of(int[] values, double share) {
        int most = 0;
        for (int value : values) {
            most = Math.max(most, value);
        }
        // Counting is faster than sorting, because the values are small.
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
