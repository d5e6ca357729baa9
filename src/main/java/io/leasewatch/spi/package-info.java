/** What plug-ins implement, and the records that they are handed. */
@NullMarked
package io.leasewatch.spi;

import org.jspecify.annotations.NullMarked;
