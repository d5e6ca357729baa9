/** Advice: how large a pool should be, when it will be exhausted, and whether it leaks or is too small. */
@NullMarked
package io.leasewatch.monitor.advice;

import org.jspecify.annotations.NullMarked;
