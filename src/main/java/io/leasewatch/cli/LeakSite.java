package io.leasewatch.cli;

/**
 * A line of code whose connections were not closed, or were closed by the server.
 *
 * @param kind the kind of leak as the server names it; {@code open} for connections in use that the server has not reported as a
 *     leak
 * @param count the number of connections since the run began
 */
record LeakSite(String site, String pool, String kind, int count) {}
