package io.leasewatch.monitor.history;

import java.time.Instant;

/**
 * What to delete from the history.
 *
 * @param instance the server whose samples and events are counted
 * @param before rows older than this are deleted, of all servers
 * @param mostSamples the maximum number of samples of pools, and also of services
 * @param mostEvents the maximum number of events
 */
public record RetentionSettings(String instance, Instant before, int mostSamples, int mostEvents) {}
