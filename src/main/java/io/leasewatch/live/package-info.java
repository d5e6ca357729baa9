/**
 * What somebody who watches is told as it changes, and the last minutes that they missed. What it is told as, is {@code rest}'s business.
 */
@NullMarked
package io.leasewatch.live;

import org.jspecify.annotations.NullMarked;
