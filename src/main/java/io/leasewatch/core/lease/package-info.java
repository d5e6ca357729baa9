/**
 * Open leases. {@link io.leasewatch.core.lease.LeaseRegistry} is the list of connections in use, with their borrowers, times and
 * lines of code. {@code monitor.leak} decides whether a lease has leaked.
 */
@NullMarked
package io.leasewatch.core.lease;

import org.jspecify.annotations.NullMarked;
