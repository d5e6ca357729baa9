/**
 * Knows whose work a lease belongs to: the request, the annotated method, the tracked block, on whichever thread it goes on.
 * Which connections it takes is seen in {@code jdbc}.
 */
@NullMarked
package io.leasewatch.request;

import org.jspecify.annotations.NullMarked;
