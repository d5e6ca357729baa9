/**
 * The ways an alert takes to people: one courier per channel, whose thread may wait where nobody else may. Which alerts there are is
 * decided in {@code alert}.
 */
@NullMarked
package io.leasewatch.channel;

import org.jspecify.annotations.NullMarked;
