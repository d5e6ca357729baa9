package io.leasewatch.monitor.history;

/** The distribution of a value over time. The 95th percentile is a value that occurred, not an interpolation. */
public record Distribution(double min, double average, double p95, double max) {}
