package io.leasewatch.monitor.channel;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recognizes addresses that are not public. Without this check, a user who may change the URL of a webhook could make this server call
 * internal systems that only it can reach (server-side request forgery).
 */
final class AddressGuard {

    /** The ranges that IANA's special-purpose address registries list as not globally reachable. */
    private static final List<IPAddress> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "::ffff:0:0:0/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(AddressGuard::range)
            .toList();

    private static final IPAddress NAT64 = range("64:ff9b::/96");
    private static final IPAddress SIX_TO_FOUR = range("2002::/16");
    private static final IPAddress MAPPED = range("::ffff:0:0/96");

    private AddressGuard() {}

    /** Whether {@code address} is public. An IPv6 address that contains an IPv4 address (mapped, NAT64, 6to4) is public if that one is. */
    static boolean isPublic(InetAddress address) {
        return isPublic(address.getAddress());
    }

    static boolean isPublic(byte[] bytes) {
        IPAddress address = new IPAddressGenerator().from(bytes);
        if (NAT64.contains(address) || MAPPED.contains(address)) {
            return isPublic(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return isPublic(Arrays.copyOfRange(bytes, 2, 6));
        }
        return NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
    }

    private static IPAddress range(String text) {
        return new IPAddressString(text).getAddress().toPrefixBlock();
    }
}
