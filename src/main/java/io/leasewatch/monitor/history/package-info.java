/** The history: samples and events in a database, over restarts. */
@NullMarked
package io.leasewatch.monitor.history;

import org.jspecify.annotations.NullMarked;
