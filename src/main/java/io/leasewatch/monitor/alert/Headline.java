package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said first of something that is not well, in sentences.
 *
 * @param subject the pool or database it is about
 * @param severity how bad it is
 * @param what what is wrong, and whose doing it is
 * @param since since when, {@code null} if nobody knows
 * @param next what will happen, empty if that is not known
 * @param remedy what can be done, empty if nothing special can
 */
public record Headline(
        String subject,
        Severity severity,
        String what,
        @Nullable Instant since,
        String next,
        String remedy) {}
