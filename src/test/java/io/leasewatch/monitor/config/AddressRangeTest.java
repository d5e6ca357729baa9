package io.leasewatch.monitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "172.16.0.0/12, 172.31.255.255, 172.32.0.0",
        "192.0.2.128/25, 192.0.2.128, 192.0.2.127",
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.6",
        "0.0.0.0/0, 203.0.113.9, ::1",
        "::1/128, 0:0:0:0:0:0:0:1, ::2",
        "fc00::/7, fdff::1, fe00::1",
        "fe80::/10, fe80::1%eth0, fec0::1",
        "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::1",
        "::/0, 2001:db8::1, 10.0.0.1",
        "10.0.0.0/8, ::ffff:10.1.2.3, ::ffff:11.1.2.3",
        "::ffff:10.0.0.0/104, 10.1.2.3, 11.1.2.3",
        "10.9.9.9/8, 10.1.2.3, 11.1.2.3"
    })
    void rangeContainsWhatBeginsWithItsBits(String range, String inside, String outside) {
        AddressRange parsed = AddressRange.parse(range);

        assertThat(parsed.contains(inside)).isTrue();
        assertThat(parsed.contains(outside)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0/8",
                "256.0.0.1",
                "10.0.0.999",
                "localhost",
                "example.org/8",
                "::1/129",
                ":::1",
                "fe80",
                "10.0.0.0 /8",
                "10.0.0.0/255.0.0.0",
                "010.0.0.1",
                "0x0a.0.0.1",
                "167772161",
                "10.*.*.*",
                "10.0.0.1-9",
                "*",
                "fe80::1%eth0/64"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "localhost",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.1:8080",
                "10.0.0.1/8",
                "*",
                "010.0.0.1"
            })
    void whatIsNoAddressLiesInNoRange(String address) {
        assertThat(AddressRange.parse("0.0.0.0/0").contains(address)).isFalse();
        assertThat(AddressRange.parse("::/0").contains(address)).isFalse();
    }

    @Test
    void everyRangeAgreesWithArithmetic() throws UnknownHostException {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] network = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(network);
            int size = network.length * 8;
            int bits = random.nextInt(size + 1);
            byte[] address = network.clone();
            int flipped = random.nextInt(size);
            address[flipped / 8] ^= (byte) (0x80 >> (flipped % 8));

            boolean contained = AddressRange.parse(text(network) + "/" + bits).contains(text(address));

            BigInteger difference = new BigInteger(1, network).xor(new BigInteger(1, address));
            assertThat(contained).isEqualTo(difference.shiftRight(size - bits).signum() == 0);
        }
    }

    private static String text(byte[] address) throws UnknownHostException {
        return InetAddress.getByAddress(address).getHostAddress();
    }
}
