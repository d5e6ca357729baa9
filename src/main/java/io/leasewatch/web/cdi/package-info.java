/** Creates, starts, ticks and closes the monitor in the WAR. */
@NullMarked
package io.leasewatch.web.cdi;

import org.jspecify.annotations.NullMarked;
