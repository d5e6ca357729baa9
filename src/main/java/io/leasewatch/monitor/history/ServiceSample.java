package io.leasewatch.monitor.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The leases of a service at one point in time.
 *
 * @param instance the server that took the sample
 * @param service the name of the service
 * @param at when the sample was taken
 * @param acquired leases acquired since the server started
 * @param released leases returned since the server started
 * @param active open leases
 * @param errors errors recorded since the server started
 * @param holdMillis the average hold time of the leases returned since the previous sample, in milliseconds; {@code null} if there were
 *     none
 * @param leaks open leaks
 */
public record ServiceSample(
        String instance,
        String service,
        Instant at,
        long acquired,
        long released,
        int active,
        long errors,
        @Nullable Double holdMillis,
        int leaks) {}
