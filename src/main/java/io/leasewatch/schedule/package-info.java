/** The heartbeat: once a second it runs whatever is due. What that does is known elsewhere. */
@NullMarked
package io.leasewatch.schedule;

import org.jspecify.annotations.NullMarked;
