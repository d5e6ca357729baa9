package io.leasewatch.monitor.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this server's host. It is resolved once, because resolving can take seconds. */
final class HostName {

    private static final String NAME = resolve();

    private HostName() {}

    static String get() {
        return NAME;
    }

    private static String resolve() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
