package io.leasewatch.monitor.liberty;

import java.nio.file.Path;

/** Which Open Liberty this is, and where it may write. */
public final class ServerPlace {

    private ServerPlace() {}

    /** Its name, such as {@code defaultServer}. */
    public static String name() {
        return System.getProperty("wlp.server.name", "server");
    }

    /** Where the server writes what it does; its working directory, which is the same unless somebody has set that otherwise. */
    public static Path output() {
        return Path.of(System.getProperty("server.output.dir", "")).toAbsolutePath();
    }
}
