package io.leasewatch.monitor.pgbouncer;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PgBouncer's console is.
 *
 * @param name its host and port
 * @param url for the driver, with what it needs to talk to a console
 */
public record PgBouncerAddress(String name, String url) {

    private static final Pattern URL = Pattern.compile(
            "jdbc:postgresql://(?<host>[\\w.-]+|\\[[0-9a-fA-F:.]+])(?<port>:\\d{1,5})?/(?<database>[\\w.-]+)(\\?(?<parameters>.*))?");

    /** Others make the driver load classes, write files, or carry credentials. */
    private static final Set<String> PARAMETERS = Set.of(
            "preferQueryMode",
            "replication",
            "ssl",
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "channelBinding",
            "gssEncMode",
            "tcpKeepAlive");

    private static final String DEFAULT_PORT = ":5432";

    /**
     * Reads the driver's own form of an address.
     *
     * @throws IllegalArgumentException if it is of another form, names several hosts, or has a parameter that it must not have
     */
    public static PgBouncerAddress parse(String text) {
        Matcher matcher = URL.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the URL of one console");
        }
        String parameters = matcher.group("parameters") == null ? "" : matcher.group("parameters");
        List<String> names = Arrays.stream(parameters.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2)[0])
                .toList();
        if (!PARAMETERS.containsAll(names)) {
            throw new IllegalArgumentException("a parameter that a console's URL must not have");
        }
        String port = matcher.group("port") == null ? DEFAULT_PORT : matcher.group("port");
        String url = parameters.isEmpty() && !text.endsWith("?") ? text + "?" : text;
        return new PgBouncerAddress(
                matcher.group("host") + port,
                // A console knows only the simple protocol. And the driver takes the kind of connection that it calls
                // replication as it
                // is, whereas on any other it begins with a SET, which consoles up to 1.25 refuse.
                with(with(url, names, "preferQueryMode", "simple"), names, "replication", "database"));
    }

    private static String with(String url, List<String> there, String name, String value) {
        String separator = url.endsWith("?") || url.endsWith("&") ? "" : "&";
        return there.contains(name) ? url : url + separator + name + "=" + value;
    }
}
