/** Reads pools and features of Open Liberty. */
@NullMarked
package io.leasewatch.monitor.liberty;

import org.jspecify.annotations.NullMarked;
