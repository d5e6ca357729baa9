package io.leasewatch.core.request;

import java.time.Duration;

/**
 * How requests are followed.
 *
 * @param slowThreshold how long a request takes before it is recorded as slow; longer than zero
 * @param responseHeaders whether responses say {@code X-Connection-Id} and {@code X-Active-Connections}
 */
public record RequestSettings(Duration slowThreshold, boolean responseHeaders) {

    public static final RequestSettings DEFAULT = new RequestSettings(Duration.ofSeconds(5), false);

    public RequestSettings {
        if (slowThreshold.isNegative() || slowThreshold.isZero()) {
            throw new IllegalArgumentException("slowThreshold must be longer than zero, was " + slowThreshold);
        }
    }
}
