/** Units of work: HTTP requests, {@code @TrackConnections} methods, and work that continues on other threads. */
@NullMarked
package io.leasewatch.core.request;

import org.jspecify.annotations.NullMarked;
