package io.leasewatch.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final int LIMIT = 10;
    private static final long START = Duration.ofDays(3).toNanos();
    private static final Login ATTACK = new Login("198.51.100.7", "admin");

    private final LoginThrottle throttle = new LoginThrottle();

    @Test
    void afterTheLimitOfAnAddressItsLoginsWaitWhoeverTheUserIs() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(failed(new Login(ATTACK.address(), "user" + i))).isZero();
        }

        assertThat(failed(ATTACK)).isEqualTo(Duration.ofSeconds(6));
        assertThat(delay(ATTACK)).isEqualTo(Duration.ofSeconds(6));
        assertThat(throttle.delay(ATTACK, LIMIT, START + Duration.ofSeconds(6).toNanos()))
                .isZero();
        assertThat(delay(new Login("198.51.100.8", "user1"))).isZero();
    }

    @Test
    void afterTheLimitOfAUserAddressesThatHaveFailedWait() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(failed(new Login("198.51.100." + i, "admin"))).isZero();
        }

        assertThat(delay(new Login("198.51.100.1", "admin"))).isPositive();
        assertThat(delay(new Login("198.51.100.1", "viewer"))).isZero();
        assertThat(delay(new Login("203.0.113.1", "admin"))).isZero();
    }

    @Test
    void attackOnAUserFromOneAddressDoesNotLockTheUserOutElsewhere() {
        for (int i = 0; i < 100 * LIMIT; i++) {
            failed(ATTACK);
        }

        Login user = new Login("203.0.113.1", ATTACK.user());
        assertThat(delay(user)).isZero();
        throttle.succeeded(user);
        assertThat(failed(user)).isZero();
        assertThat(delay(user)).isZero();
        assertThat(delay(ATTACK)).isPositive();
    }

    @Test
    void userWhoHasLoggedInFromTheAddressIsNotLockedOutByOthersThere() {
        throttle.succeeded(ATTACK);
        for (int i = 0; i < LIMIT; i++) {
            failed(new Login(ATTACK.address(), "root"));
        }

        assertThat(delay(ATTACK)).isZero();
        assertThat(delay(new Login(ATTACK.address(), "viewer"))).isPositive();
    }

    @Test
    void userWhoHasLoggedInFromTheAddressIsLimitedThereToo() {
        throttle.succeeded(ATTACK);

        for (int i = 0; i < LIMIT; i++) {
            assertThat(failed(ATTACK)).isZero();
        }

        assertThat(failed(ATTACK)).isPositive();
    }

    @Test
    void tokensCountForTheirAddressOnly() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(failed(new Login("198.51.100." + i, ""))).isZero();
        }

        assertThat(delay(new Login("198.51.100.1", ""))).isZero();
    }

    private Duration failed(Login login) {
        return throttle.failed(login, LIMIT, START);
    }

    private Duration delay(Login login) {
        return throttle.delay(login, LIMIT, START);
    }
}
