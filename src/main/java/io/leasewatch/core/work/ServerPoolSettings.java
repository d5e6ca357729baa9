package io.leasewatch.core.work;

/**
 * The settings of a pool of the server, as in its {@code connectionManager}.
 *
 * @param maxPoolSize the maximum number of connections; 0 or {@link Integer#MAX_VALUE} for no limit
 * @param minPoolSize the minimum number of connections
 * @param agedTimeout after how many seconds a connection is not used again; negative for never
 * @param numConnectionsPerThreadLocal how many connections are kept per thread
 */
public record ServerPoolSettings(int maxPoolSize, int minPoolSize, int agedTimeout, int numConnectionsPerThreadLocal) {}
