package io.leasewatch.monitor.history;

import java.time.Instant;

/**
 * What may be forgotten.
 *
 * @param instance the server whose samples and events are counted
 * @param before everything older than this, whichever server's it is
 * @param mostSamples the oldest samples of pools beyond so many, and as many of services
 * @param mostEvents the oldest events beyond so many
 */
public record RetentionSettings(String instance, Instant before, int mostSamples, int mostEvents) {}
