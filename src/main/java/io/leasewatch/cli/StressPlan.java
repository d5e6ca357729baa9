package io.leasewatch.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a stress run does.
 *
 * @param withUser whether the endpoint is told who asks
 * @param delay between one wave and the next
 * @param settle how long connections may take to come back after a wave
 * @param pool the pool to look at, {@code null} for all of the server's applications
 * @param maxFailures how many requests may fail, in percent
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
