package io.leasewatch.monitor.pgbouncer;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a PgBouncer's console.
 *
 * @param name its host and port
 * @param url the JDBC URL, with the parameters that a console needs
 */
public record PgBouncerAddress(String name, String url) {

    private static final Pattern URL = Pattern.compile(
            "jdbc:postgresql://(?<host>[\\w.-]+|\\[[0-9a-fA-F:.]+])(?<port>:\\d{1,5})?/(?<database>[\\w.-]+)(\\?(?<parameters>.*))?");

    /** The allowed parameters. Others can make the driver load classes or write files, or can contain credentials. */
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
     * Parses a JDBC URL of PostgreSQL.
     *
     * @throws IllegalArgumentException if the URL is malformed, names several hosts, or has a parameter that is not allowed
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
                // A console supports only the simple protocol. On a replication connection the driver sends no SET
                // at the start, which consoles up to 1.25 reject.
                with(with(url, names, "preferQueryMode", "simple"), names, "replication", "database"));
    }

    private static String with(String url, List<String> there, String name, String value) {
        String separator = url.endsWith("?") || url.endsWith("&") ? "" : "&";
        return there.contains(name) ? url : url + separator + name + "=" + value;
    }
}
