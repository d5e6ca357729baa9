package io.leasewatch.monitor.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a service had taken by one moment.
 *
 * @param instance the server that it ran on
 * @param service its name
 * @param at when
 * @param acquired leases taken since the server started
 * @param released leases given back since then
 * @param active leases that were out
 * @param errors errors recorded since the server started
 * @param holdMillis how long those given back since the sample before were held on average, in milliseconds; {@code null} if none was
 * @param leaks leaks that were open
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
