/** The clock. Only this package asks the JVM for the time. */
@NullMarked
package io.leasewatch.core.time;

import org.jspecify.annotations.NullMarked;
