package io.leasewatch.cli;

import org.HdrHistogram.Histogram;

/** Response times in milliseconds, each to 0.1 %. All values are 0 if there was no request. */
record Latencies(double p50, double p95, double p99, double max) {

    /** An empty histogram of microseconds. */
    static Histogram histogram() {
        return new Histogram(3);
    }

    static Latencies of(Histogram micros) {
        return new Latencies(
                millis(micros.getValueAtPercentile(50)),
                millis(micros.getValueAtPercentile(95)),
                millis(micros.getValueAtPercentile(99)),
                millis(micros.getMaxValue()));
    }

    private static double millis(long micros) {
        return micros / 1e3;
    }
}
