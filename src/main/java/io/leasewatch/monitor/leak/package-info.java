/** Decides which open leases have leaked, keeps the record of leaks and of lines that take connections, and reclaims leaked connections. */
@NullMarked
package io.leasewatch.monitor.leak;

import org.jspecify.annotations.NullMarked;
