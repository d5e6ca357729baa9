package io.leasewatch.cli;

/**
 * A line of code that took connections which did not come back, or which the server took back.
 *
 * @param kind as the server names kinds of leaks; {@code open} for what it has not called a leak, but is out
 * @param count how many since the run began
 */
record LeakSite(String site, String pool, String kind, int count) {}
