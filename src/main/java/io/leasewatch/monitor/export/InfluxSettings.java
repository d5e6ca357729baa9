package io.leasewatch.monitor.export;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The InfluxDB to push to.
 *
 * @param url the base URL, {@code null} for no push
 * @param bucket the bucket, for version 2 of the API; empty for version 1
 * @param org the organization of the bucket; may be empty
 * @param token the API token for the bucket; may be empty
 * @param database the database, for version 1 of the API
 * @param user the user for the database, empty if no login is needed
 * @param password the password of the user
 * @param interval the time between two pushes; longer than zero
 * @param instance the name of this server in InfluxDB; not blank
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

    /** Without credentials. */
    @Override
    public String toString() {
        return "InfluxSettings[url=" + (url != null) + ", bucket=" + bucket + ", org=" + org + ", database=" + database
                + ", interval=" + interval + ", instance=" + instance + "]";
    }
}
