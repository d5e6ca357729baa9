package io.leasewatch.history;

import java.time.Instant;

/**
 * Which part of the history is meant.
 *
 * @param from the first moment that is
 * @param to the first moment that is not any more
 * @param pool the pool, empty for all
 * @param instance the server, empty for all
 */
public record Span(Instant from, Instant to, String pool, String instance) {}
