package io.leasewatch.spi;

import java.time.Instant;

/**
 * Suppresses the notifications of an alert.
 *
 * @param until when notifications resume
 * @param by the user who silenced the alert
 */
public record Silence(Instant until, String by) {}
