/** The identities of leaks: what is known of a leak over restarts of the server and releases of the application. */
@NullMarked
package io.leasewatch.monitor.identity;

import org.jspecify.annotations.NullMarked;
