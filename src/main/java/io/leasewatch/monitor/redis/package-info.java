/** Reads clients and limits from a Redis server. */
@NullMarked
package io.leasewatch.monitor.redis;

import org.jspecify.annotations.NullMarked;
