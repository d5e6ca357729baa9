package io.leasewatch.monitor.export;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * To which InfluxDB is pushed.
 *
 * @param url the beginning of its paths, {@code null} for none
 * @param bucket the bucket of version 2 of its API, empty for version 1 of it
 * @param org whose bucket that is; may be empty
 * @param token what lets into it; may be empty
 * @param database the database of version 1, where there is no bucket
 * @param user who may write into that, empty if anybody may
 * @param password that user's
 * @param interval how often is pushed; longer than zero
 * @param instance what this server is called in it; not blank
 */
public record InfluxSettings(
        @Nullable URI url,
        String bucket,
        String org,
        String token,
        String database,
        String user,
        String password,
        Duration interval,
        String instance) {

    public static final InfluxSettings DEFAULT =
            new InfluxSettings(null, "", "", "", "leasewatch", "", "", Duration.ofSeconds(10), "localhost");

    public InfluxSettings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be longer than zero, was " + interval);
        }
        if (instance.isBlank()) {
            throw new IllegalArgumentException("instance must not be blank");
        }
    }

    /** Without what lets in. */
    @Override
    public String toString() {
        return "InfluxSettings[url=" + (url != null) + ", bucket=" + bucket + ", org=" + org + ", database=" + database
                + ", interval=" + interval + ", instance=" + instance + "]";
    }
}
