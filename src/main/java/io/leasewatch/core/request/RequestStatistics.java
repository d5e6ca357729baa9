package io.leasewatch.core.request;

/**
 * HTTP requests since the start.
 *
 * @param total requests that came in
 * @param active requests that are being answered now
 * @param failed requests answered with a status of 500 or above, or not answered at all
 * @param slow requests that took longer than the threshold
 */
public record RequestStatistics(long total, int active, long failed, long slow) {}
