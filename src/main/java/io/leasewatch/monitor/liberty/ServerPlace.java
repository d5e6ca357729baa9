package io.leasewatch.monitor.liberty;

import java.nio.file.Path;

/** The name and the output directory of this Open Liberty server. */
public final class ServerPlace {

    private ServerPlace() {}

    /** The name of the server, such as {@code defaultServer}. */
    public static String name() {
        return System.getProperty("wlp.server.name", "server");
    }

    /** The output directory of the server; the working directory if it is not set. */
    public static Path output() {
        return Path.of(System.getProperty("server.output.dir", "")).toAbsolutePath();
    }
}
