package io.leasewatch.monitor.config;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;

/** A range of IP addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code fc00::/7}. Immutable. */
public final class AddressRange {

    /** Plain addresses only. The library also accepts wildcards and octal numbers, which other software reads differently. */
    private static final IPAddressStringParameters PLAIN = plain();

    private final IPAddress network;

    private AddressRange(IPAddress network) {
        this.network = network;
    }

    /**
     * Parses a range or a single address. An IPv4 range may also be given IPv4-mapped ({@code ::ffff:10.0.0.0/104}).
     *
     * @throws IllegalArgumentException if {@code text} is not a range of addresses
     */
    public static AddressRange parse(String text) {
        if (text.indexOf('%') >= 0) {
            throw new IllegalArgumentException(text + " must not contain the name of an interface");
        }
        return new AddressRange(address(text).toPrefixBlock());
    }

    /** Whether this range contains {@code address}, an IP address as a servlet request has it. False for any other text. */
    public boolean contains(String address) {
        int zone = address.indexOf('%');
        try {
            IPAddress other = address(zone < 0 ? address : address.substring(0, zone));
            return !other.isPrefixed() && network.contains(other);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static IPAddress address(String text) {
        try {
            IPAddress address = new IPAddressString(text, PLAIN).toAddress();
            Integer bits = address.getPrefixLength();
            // An IPv4-mapped IPv6 address is treated as the IPv4 address.
            return address.isIPv6() && address.toIPv6().isIPv4Mapped() && (bits == null || bits >= 96)
                    ? address.toIPv6().getEmbeddedIPv4Address()
                    : address;
        } catch (AddressStringException e) {
            throw new IllegalArgumentException(text + " is not an IP address or a range of addresses", e);
        }
    }

    private static IPAddressStringParameters plain() {
        IPAddressStringParameters.Builder plain = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowPrefixOnly(false)
                .allowMask(false)
                .allowWildcardedSeparator(false)
                .allow_inet_aton(false)
                .setRangeOptions(RangeParameters.NO_RANGE);
        plain.getIPv4AddressParametersBuilder().allowBinary(false).allowLeadingZeros(false);
        plain.getIPv6AddressParametersBuilder().allowBinary(false).allowBase85(false);
        return plain.toParams();
    }
}
