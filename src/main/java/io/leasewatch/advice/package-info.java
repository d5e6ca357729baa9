/**
 * Reasons about pools: how large they should be, when they will be used up, and whether one leaks or is just too small. It measures
 * what it needs itself, once a second, and says with every number which model it comes from. Who is told of it is decided in {@code
 * alert}; what was found to have leaked is known in {@code leak}.
 */
@NullMarked
package io.leasewatch.advice;

import org.jspecify.annotations.NullMarked;
