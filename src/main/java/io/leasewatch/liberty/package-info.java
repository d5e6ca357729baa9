/** What Open Liberty says of its pools, and which features it has. Whether that is good or bad is decided elsewhere. */
@NullMarked
package io.leasewatch.liberty;

import org.jspecify.annotations.NullMarked;
