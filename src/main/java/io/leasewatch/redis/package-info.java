/**
 * What a Redis server says of itself, and the thread that asks it. Pools of its clients are {@code mbeans}' business; what is good or
 * bad is decided elsewhere.
 */
@NullMarked
package io.leasewatch.redis;

import org.jspecify.annotations.NullMarked;
