package io.leasewatch.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of IP addresses, written like {@code 10.0.0.0/8} or {@code fc00::/7}. Immutable. */
public final class AddressRange {

    /** Addresses only: a name would be looked up, and would mean another address tomorrow. */
    private static final Pattern ADDRESS = Pattern.compile("OCTET(?:\\.OCTET){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*"
            .replace("OCTET", "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])"));

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads a range, or a single address.
     *
     * @throws IllegalArgumentException if that is no range of addresses
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
        int most = network.length * 8;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(text + " must have from 0 to " + most + " bits");
        }
        return new AddressRange(network, bits);
    }

    /** Whether {@code address}, an IP address as a servlet request gives it, lies in here. False for anything else. */
    public boolean contains(String address) {
        byte[] other;
        try {
            other = bytes(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((other[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String address) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        if (!ADDRESS.matcher(plain).matches()) {
            throw new IllegalArgumentException(address + " is no IP address");
        }
        try {
            return InetAddress.getByName(plain).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no IP address", e);
        }
    }
}
