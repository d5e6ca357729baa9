package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;

/**
 * What a handle keeps of its own.
 *
 * @param lease its lease
 * @param reservation the managed connection behind it
 */
record HandleRecord(Lease lease, Reservation reservation) {}
