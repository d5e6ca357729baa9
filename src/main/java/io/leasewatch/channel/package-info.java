/** The ways an alert takes to people. Which alerts there are is decided in {@code alert}. */
@NullMarked
package io.leasewatch.channel;

import org.jspecify.annotations.NullMarked;
