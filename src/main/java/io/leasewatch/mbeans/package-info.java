/** What pools inside applications say of themselves as MBeans. The server's own pools are {@code liberty}'s. */
@NullMarked
package io.leasewatch.mbeans;

import org.jspecify.annotations.NullMarked;
