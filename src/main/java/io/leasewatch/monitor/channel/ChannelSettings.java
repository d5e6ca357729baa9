package io.leasewatch.monitor.channel;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are sent. Immutable.
 *
 * @param webhook the URL that CloudEvents are posted to, {@code null} for none; http or https
 * @param secret the key that signs them, empty for no signature
 * @param slack the URL of Slack's incoming webhook, {@code null} for none
 * @param alertmanager the base URL of an Alertmanager, {@code null} for none
 * @param interval how often firing alerts are posted to the Alertmanager again; longer than zero
 * @param link the URL of this monitor for people, {@code null} if unknown
 * @param source the name of this server in alerts, empty for the name of its host
 * @param privateAddresses whether the webhook and Slack may have private addresses
 */
public record ChannelSettings(
        @Nullable URI webhook,
        String secret,
        @Nullable URI slack,
        @Nullable URI alertmanager,
        Duration interval,
        @Nullable URI link,
        String source,
        boolean privateAddresses) {

    public static final ChannelSettings DEFAULT =
            new ChannelSettings(null, "", null, null, Duration.ofSeconds(30), null, "", false);

    public ChannelSettings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be longer than zero, was " + interval);
        }
    }

    /** Whether alerts are sent to the channel {@code name}: those that need a URL are on if they have one, all others are always on. */
    public boolean isOn(String name) {
        return switch (name) {
            case "webhook" -> webhook != null;
            case "slack" -> slack != null;
            case "alertmanager" -> alertmanager != null;
            default -> true;
        };
    }

    /** Does not contain the URLs, because they may contain secrets. */
    @Override
    public String toString() {
        return "ChannelSettings[webhook=" + (webhook != null) + ", slack=" + (slack != null) + ", alertmanager="
                + (alertmanager != null) + "]";
    }
}
