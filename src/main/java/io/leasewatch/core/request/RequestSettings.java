package io.leasewatch.core.request;

import java.time.Duration;

/**
 * The settings of request tracking.
 *
 * @param slowThreshold the duration from which a request is recorded as slow; longer than zero
 * @param responseHeaders whether responses carry {@code X-Connection-Id} and {@code X-Active-Connections}
 */
public record RequestSettings(Duration slowThreshold, boolean responseHeaders) {

    public static final RequestSettings DEFAULT = new RequestSettings(Duration.ofSeconds(5), false);

    public RequestSettings {
        if (slowThreshold.isNegative() || slowThreshold.isZero()) {
            throw new IllegalArgumentException("slowThreshold must be longer than zero, was " + slowThreshold);
        }
    }
}
