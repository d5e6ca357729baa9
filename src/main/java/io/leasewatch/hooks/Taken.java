package io.leasewatch.hooks;

import io.leasewatch.lease.Lease;

/**
 * What a handle keeps of its own.
 *
 * @param lease its lease
 * @param reservation the managed connection behind it
 */
record Taken(Lease lease, Reservation reservation) {}
