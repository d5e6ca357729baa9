/**
 * Which statements are slow, by what they are without their literals, with the line that works with the connection. When a statement
 * begins and ends is seen in {@code jdbc} and {@code hooks}; slow requests are {@code request}'s.
 */
@NullMarked
package io.leasewatch.query;

import org.jspecify.annotations.NullMarked;
