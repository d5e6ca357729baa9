package io.leasewatch.core.request;

/**
 * Counts of HTTP requests since the start.
 *
 * @param total all requests
 * @param active requests in progress
 * @param failed requests that ended with a status of 500 or higher, or without a response
 * @param slow requests that took longer than the threshold
 */
public record RequestStatistics(long total, int active, long failed, long slow) {}
