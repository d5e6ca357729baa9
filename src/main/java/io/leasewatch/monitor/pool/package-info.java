/** How full each pool is, and how long its connections are waited for and held. */
@NullMarked
package io.leasewatch.monitor.pool;

import org.jspecify.annotations.NullMarked;
