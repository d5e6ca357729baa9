package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The most important problem of a pool or database, in sentences.
 *
 * @param subject the name of the pool or database
 * @param severity how severe the problem is
 * @param what the problem and its cause
 * @param since when the problem began, {@code null} if unknown
 * @param next what will happen, empty if unknown
 * @param remedy what to do, empty if there is no specific advice
 */
public record Headline(
        String subject,
        Severity severity,
        String what,
        @Nullable Instant since,
        String next,
        String remedy) {}
