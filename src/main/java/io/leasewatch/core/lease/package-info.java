/**
 * Open leases. {@link io.leasewatch.core.lease.LeaseRegistry} is the one list of connections that are out, who took them, when
 * and at which line. Whether a lease has leaked is decided in {@code monitor.leak}.
 */
@NullMarked
package io.leasewatch.core.lease;

import org.jspecify.annotations.NullMarked;
