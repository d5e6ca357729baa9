package io.leasewatch.spi;

import java.time.Instant;

/**
 * That people know of an alert and want to hear no more of it.
 *
 * @param until when they are told again how it stands
 * @param by who wants it so
 */
public record Silence(Instant until, String by) {}
