package io.leasewatch.monitor.history;

/** What a number was like over some time: its least, its average, its 95th percentile (as a value that it had) and its most. */
public record Distribution(double min, double average, double p95, double max) {}
