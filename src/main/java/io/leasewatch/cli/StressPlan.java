package io.leasewatch.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a stress run does.
 *
 * @param endpoint the path that is requested
 * @param withUser whether the credentials are sent to the endpoint too
 * @param requests the number of concurrent requests per wave
 * @param waves the number of waves
 * @param delay the pause between two waves
 * @param settle the longest wait for connections to be returned after a wave
 * @param pool the only pool to observe, {@code null} for all pools of applications
 * @param maxFailures the share of requests that may fail, in percent
 */
record StressPlan(
        String endpoint,
        boolean withUser,
        int requests,
        int waves,
        Duration delay,
        Duration settle,
        @Nullable String pool,
        double maxFailures) {}
