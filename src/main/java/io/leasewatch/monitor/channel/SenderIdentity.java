package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Who says it: what this server is called in what is sent, and where people find more. */
final class SenderIdentity {

    private SenderIdentity() {}

    /** Its name. That of the host may have to be asked for, so only couriers do. */
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

    /** Where {@code alert} is to be seen, {@code null} if nobody has said where this monitor is. */
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
