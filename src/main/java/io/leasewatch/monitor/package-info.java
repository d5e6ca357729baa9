/**
 * Assembles and runs the monitor, and answers its readers. {@link io.leasewatch.monitor.Monitor} builds everything below this package;
 * {@link io.leasewatch.monitor.Snapshot} is what the API, the dashboard, health and exports read.
 */
@NullMarked
package io.leasewatch.monitor;

import org.jspecify.annotations.NullMarked;
