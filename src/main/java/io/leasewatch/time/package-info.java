/** The one place that asks what time it is. Durations come from here; dates come from {@link java.time.InstantSource}. */
@NullMarked
package io.leasewatch.time;

import org.jspecify.annotations.NullMarked;
