package io.leasewatch.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    @Test
    void userIsReadAndThePasswordIsNot() {
        Login login = Login.of("198.51.100.7", basic("ada:se:cret"));

        assertThat(login).isEqualTo(new Login("198.51.100.7", "ada"));
        assertThat(login.toString()).doesNotContain("cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic %%%", "Basic YQ==", "Bearer a.b.c", "Digest username=a"})
    void whatIsNoPasswordHasNoUser(String authorization) {
        assertThat(Login.of("198.51.100.7", authorization).user()).isEmpty();
    }

    @Test
    void longNameIsCut() {
        assertThat(Login.of("198.51.100.7", basic("a".repeat(10_000) + ":b")).user())
                .hasSize(100);
    }

    @Test
    void addressesOfOneNetworkAreOne() {
        assertThat(Login.of("2001:db8:1:2:3:4:5:6", "")).isEqualTo(Login.of("2001:db8:1:2:ffff::1", ""));
        assertThat(Login.of("2001:db8:1:2::1", "")).isNotEqualTo(Login.of("2001:db8:1:3::1", ""));
        assertThat(Login.of("::1", "").address()).isNotEmpty();
        assertThat(Login.of("::ffff:198.51.100.7", "").address()).isEqualTo("198.51.100.7");
        assertThat(Login.of("a proxy", "").address()).isEqualTo("a proxy");
    }

    private static String basic(String credentials) {
        return "basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
