/** Decides which open leases have leaked, and keeps the record of leaks and of lines that take connections. */
@NullMarked
package io.leasewatch.monitor.leak;

import org.jspecify.annotations.NullMarked;
