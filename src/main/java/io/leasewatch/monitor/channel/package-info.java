/** Alert channels, and the queues that deliver to them. */
@NullMarked
package io.leasewatch.monitor.channel;

import org.jspecify.annotations.NullMarked;
