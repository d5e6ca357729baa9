/** The history: samples and events in a database, which survive restarts. */
@NullMarked
package io.leasewatch.monitor.history;

import org.jspecify.annotations.NullMarked;
