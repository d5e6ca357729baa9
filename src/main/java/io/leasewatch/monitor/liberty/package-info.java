/** What Open Liberty reports about its pools and its features. */
@NullMarked
package io.leasewatch.monitor.liberty;

import org.jspecify.annotations.NullMarked;
