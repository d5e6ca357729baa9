/**
 * The JSON documents of the API, made from the records of the monitor. The documents are a public interface; those records may
 * change.
 */
@NullMarked
package io.leasewatch.monitor.view;

import org.jspecify.annotations.NullMarked;
