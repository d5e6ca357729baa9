package io.leasewatch.monitor.pgbouncer;

/**
 * How fast {@link Traffic} went between two looks, per second.
 *
 * @param waitMicros microseconds that clients waited for servers, of all clients together
 * @param received bytes that clients sent
 * @param sent bytes that clients got
 */
public record Rates(double transactions, double queries, double waitMicros, double received, double sent) {}
