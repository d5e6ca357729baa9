package io.leasewatch.liberty;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/** Which Open Liberty this is, and where it may write. */
public final class ServerPlace {

    private ServerPlace() {}

    /** The server's name with its host's, such as {@code defaultServer@shop-7f9c}: two servers of one host have two names, and so have two hosts. */
    public static String name() {
        return System.getProperty("wlp.server.name", "server") + "@" + host();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Where the server writes what it does; its working directory, which is the same unless somebody has set that otherwise. */
    public static Path output() {
        return Path.of(System.getProperty("server.output.dir", "")).toAbsolutePath();
    }
}
