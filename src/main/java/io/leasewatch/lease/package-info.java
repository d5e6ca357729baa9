/**
 * What is out, who has it, since when and which line of code took it. Whether that is a leak is decided in {@code leak}; how a
 * connection becomes a lease is the business of {@code jdbc} and {@code request}.
 */
@NullMarked
package io.leasewatch.lease;

import org.jspecify.annotations.NullMarked;
