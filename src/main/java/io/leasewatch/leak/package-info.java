/**
 * Decides which open leases have leaked, and remembers those that did, and what every line of code came to. What to do about it is {@code alert}'s business; which
 * leases are open is known in {@code lease}.
 */
@NullMarked
package io.leasewatch.leak;

import org.jspecify.annotations.NullMarked;
