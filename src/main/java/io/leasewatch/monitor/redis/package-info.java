/** Redis: reads the clients and limits that a server reports. */
@NullMarked
package io.leasewatch.monitor.redis;

import org.jspecify.annotations.NullMarked;
