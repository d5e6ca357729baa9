package io.leasewatch.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A request with credentials.
 *
 * @param address the client's address; of an IPv6 address the network, because a client has all addresses of its network
 * @param user the name, empty if the credentials are a token or cannot be read
 */
record Login(String address, String user) {

    /** Longer names are cut, so that they take no memory. */
    private static final int LONGEST = 100;

    private static final String BASIC = "Basic ";

    private static final int BYTES_OF_NETWORK = 8;

    /** {@code null} if the request has no credentials. */
    static @Nullable Login of(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization == null ? null : of(request.getRemoteAddr(), authorization);
    }

    static Login of(String address, String authorization) {
        String user = user(authorization);
        return new Login(network(address), user.substring(0, Math.min(LONGEST, user.length())));
    }

    private static String user(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return "";
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String credentials = new String(decoded, StandardCharsets.UTF_8);
            int colon = credentials.indexOf(':');
            return colon < 0 ? "" : credentials.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String network(String address) {
        // Only text with a colon is an IPv6 address; a name would be looked up.
        if (!address.contains(":")) {
            return address;
        }
        try {
            InetAddress known = InetAddress.getByName(address);
            if (known instanceof Inet6Address) {
                byte[] bytes = known.getAddress();
                Arrays.fill(bytes, BYTES_OF_NETWORK, bytes.length, (byte) 0);
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            return known.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
