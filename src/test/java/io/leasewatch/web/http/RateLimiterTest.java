package io.leasewatch.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final long START = Duration.ofDays(3).toNanos();

    private final RateLimiter rate = new RateLimiter();

    @Test
    void userMayDoAllOfAMinuteAtOnceAndThenWaitsForTheNext() {
        take("ada", 30, START);

        assertThat(rate.take("ada", 30, START)).isEqualTo(Duration.ofSeconds(2));
        assertThat(rate.take("ada", 30, START + seconds(1.5))).isEqualTo(Duration.ofMillis(500));
        assertThat(rate.take("ada", 30, START + seconds(2))).isZero();
        assertThat(rate.take("ada", 30, START + seconds(2))).isPositive();
    }

    @Test
    void bucketIsFullAfterAMinuteAndNeverMoreThanFull() {
        take("ada", 10, START);

        long later = START + Duration.ofHours(5).toNanos();
        take("ada", 10, later);

        assertThat(rate.take("ada", 10, later)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void refusalsCostNothing() {
        take("ada", 60, START);

        for (int i = 0; i < 1_000; i++) {
            assertThat(rate.take("ada", 60, START)).isPositive();
        }

        assertThat(rate.take("ada", 60, START + seconds(1))).isZero();
    }

    @Test
    void usersDoNotHinderEachOther() {
        take("ada", 5, START);

        assertThat(rate.take("ada", 5, START)).isPositive();
        assertThat(rate.take("bob", 5, START)).isZero();
    }

    @Test
    void limitThatIsLoweredHoldsAtOnce() {
        rate.take("ada", 1_000, START);

        take("ada", 3, START);

        assertThat(rate.take("ada", 3, START)).isPositive();
    }

    @Test
    void clockThatGoesBackGivesNothing() {
        take("ada", 5, START);

        assertThat(rate.take("ada", 5, START - seconds(30))).isPositive();
    }

    @Test
    void usersWithoutNumberDoNotTakeMemoryWithoutEnd() {
        for (int i = 0; i < 3 * RateLimiter.MOST_USERS; i++) {
            rate.take("user" + i, 5, START);
        }

        assertThat(rate.users()).isEqualTo(RateLimiter.MOST_USERS);
    }

    private void take(String user, int times, long nanos) {
        for (int i = 0; i < times; i++) {
            assertThat(rate.take(user, times, nanos)).isZero();
        }
    }

    private static long seconds(double seconds) {
        return (long) (seconds * 1e9);
    }
}
