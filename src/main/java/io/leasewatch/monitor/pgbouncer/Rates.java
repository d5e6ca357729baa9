package io.leasewatch.monitor.pgbouncer;

/**
 * {@link Traffic} per second, between two polls.
 *
 * @param waitMicros the time that clients waited for server connections, in microseconds, summed over all clients
 * @param received bytes received from clients
 * @param sent bytes sent to clients
 */
public record Rates(double transactions, double queries, double waitMicros, double received, double sent) {}
