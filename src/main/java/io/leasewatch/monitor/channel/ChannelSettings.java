package io.leasewatch.monitor.channel;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go.
 *
 * @param webhook where CloudEvents go, {@code null} for nowhere; an http or https URL
 * @param secret what they are signed with, empty for not at all
 * @param slack Slack's incoming webhook, {@code null} for none
 * @param alertmanager the beginning of an Alertmanager's paths, {@code null} for none
 * @param interval how often an Alertmanager is told what fires; longer than zero
 * @param link where people find this monitor, {@code null} if nobody says
 * @param source what this server is called in alerts, empty for the name of its host
 * @param privateAddresses whether a webhook and Slack may be in a private network
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

    /** URLs of channels are as good as passwords. */
    @Override
    public String toString() {
        return "ChannelSettings[webhook=" + (webhook != null) + ", slack=" + (slack != null) + ", alertmanager="
                + (alertmanager != null) + "]";
    }
}
