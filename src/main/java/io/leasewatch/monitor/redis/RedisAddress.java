package io.leasewatch.monitor.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a Redis server.
 *
 * @param host a host name or IP address
 * @param port 1 to 65535
 * @param tls whether to use TLS, with the trust store of this JVM
 */
public record RedisAddress(String host, int port, boolean tls) {

    private static final Pattern URL =
            Pattern.compile("(?<scheme>rediss?)://(?<host>[\\w.-]+|\\[[0-9a-fA-F:.]+])(:(?<port>\\d{1,5}))?/?");

    private static final String DEFAULT_PORT = "6379";

    public RedisAddress {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 1 to 65535, was " + port);
        }
    }

    /**
     * Parses a URL such as {@code redis://cache.example.com:6379}; {@code rediss:} means TLS.
     *
     * @throws IllegalArgumentException if the URL is malformed, or contains a user, a password, a database or parameters
     */
    public static RedisAddress parse(String text) {
        Matcher matcher = URL.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the URL of one server");
        }
        String port = matcher.group("port") == null ? DEFAULT_PORT : matcher.group("port");
        return new RedisAddress(
                matcher.group("host"),
                Integer.parseInt(port),
                matcher.group("scheme").equals("rediss"));
    }

    /** Host and port, such as {@code cache.example.com:6379}. */
    public String name() {
        return host + ":" + port;
    }
}
