/** The interfaces that plug-ins implement, and the records that are passed to them. */
@NullMarked
package io.leasewatch.spi;

import org.jspecify.annotations.NullMarked;
