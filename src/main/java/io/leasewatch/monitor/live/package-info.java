/** The live feed, the readings of the last five minutes, and what the monitor itself costs. */
@NullMarked
package io.leasewatch.monitor.live;

import org.jspecify.annotations.NullMarked;
