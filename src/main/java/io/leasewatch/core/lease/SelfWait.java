package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;

/**
 * A thread that waits for a connection of a pool of which it holds a connection itself. If all connections of the pool are held by such
 * threads, none of them can continue.
 *
 * @param held the newest lease of the pool that the thread holds
 * @param site the line that waits
 * @param depth how many connections of the pool the thread will hold
 * @param sinceNanos when the acquisition began, as a reading of the ticker of the registry
 */
public record SelfWait(Lease held, Site site, int depth, long sinceNanos) {}
