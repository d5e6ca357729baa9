package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;

/**
 * The record that a handle keeps.
 *
 * @param lease the lease of the handle
 * @param reservation the managed connection behind the handle
 */
record HandleRecord(Lease lease, Reservation reservation) {}
