/**
 * The API for applications: {@link io.leasewatch.TrackConnections}, {@link io.leasewatch.Watched}, {@link
 * io.leasewatch.ConnectionMonitor}, {@link io.leasewatch.Leasewatch} and {@link io.leasewatch.LeaseEvent}.
 *
 * <p>Everything below {@code core}, {@code monitor} and {@code web} is internal and may change in any release. {@code
 * docs/architecture.md} describes the packages and the path of a lease.
 */
@NullMarked
package io.leasewatch;

import org.jspecify.annotations.NullMarked;
