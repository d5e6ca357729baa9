/** The clock. No other package reads the time of the JVM. */
@NullMarked
package io.leasewatch.core.time;

import org.jspecify.annotations.NullMarked;
