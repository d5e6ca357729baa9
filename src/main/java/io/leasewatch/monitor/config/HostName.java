package io.leasewatch.monitor.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this server's host, which is asked for once. */
final class HostName {

    private static final String NAME = ask();

    private HostName() {}

    static String get() {
        return NAME;
    }

    private static String ask() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
