/** How each service is doing, which errors recur, and what to do. */
@NullMarked
package io.leasewatch.monitor.diagnosis;

import org.jspecify.annotations.NullMarked;
