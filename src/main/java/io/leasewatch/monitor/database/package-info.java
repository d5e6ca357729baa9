/** Guards databases: ping, circuit breaker, warm-up, and drain at shutdown. */
@NullMarked
package io.leasewatch.monitor.database;

import org.jspecify.annotations.NullMarked;
