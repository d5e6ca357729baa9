package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The name of this server in messages, and the links to its alerts. */
final class SenderIdentity {

    private SenderIdentity() {}

    /** The name of this server. May resolve the name of the host and block, so only delivery threads call it. */
    static String name(ChannelSettings settings) {
        if (!settings.source().isEmpty()) {
            return settings.source();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** The URL of {@code alert} in the dashboard, {@code null} if the URL of this monitor is not configured. */
    static @Nullable String link(ChannelSettings settings, Alert alert) {
        URI link = settings.link();
        if (link == null) {
            return null;
        }
        String base = link.toASCIIString();
        return (base.endsWith("/") ? base : base + "/") + "?alert="
                + URLEncoder.encode(alert.id(), StandardCharsets.UTF_8);
    }
}
