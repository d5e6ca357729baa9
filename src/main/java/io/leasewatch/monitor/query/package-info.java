/** Slow statements, counted together by their text without literals. */
@NullMarked
package io.leasewatch.monitor.query;

import org.jspecify.annotations.NullMarked;
