/** The event stream of the dashboard. */
@NullMarked
package io.leasewatch.web.live;

import org.jspecify.annotations.NullMarked;
