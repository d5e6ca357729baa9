/**
 * Assembles and runs the monitor, and answers its readers. {@link io.leasewatch.monitor.Monitor} builds everything below this package;
 * {@link io.leasewatch.monitor.Snapshot} is what the documents of the API are made from.
 */
@NullMarked
package io.leasewatch.monitor;

import org.jspecify.annotations.NullMarked;
