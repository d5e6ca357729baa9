package io.leasewatch.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuspectsTest {

    /** So late that the counter overflows meanwhile, as the JVM's own may. */
    private static final long NOW = Long.MAX_VALUE - Suspects.REMEMBERED.toNanos() / 2;

    private final Suspects suspects = new Suspects();

    @Test
    void lineIsSuspectUntilItHasNotLeakedForSomeTime() {
        suspects.add(line(1), NOW);
        long last = NOW + Suspects.REMEMBERED.toNanos() - 1;

        assertThat(suspects.contains(line(1), NOW)).isTrue();
        assertThat(suspects.contains(line(1), last)).isTrue();
        assertThat(suspects.contains(line(1), last + 1)).isFalse();
        assertThat(suspects.contains(line(2), NOW)).isFalse();
    }

    @Test
    void lineThatIsNotKnownIsNotSuspect() {
        suspects.add(Site.UNKNOWN, NOW);
        suspects.add(Site.NOT_SAMPLED, NOW);

        assertThat(suspects.contains(Site.UNKNOWN, NOW)).isFalse();
        assertThat(suspects.contains(Site.NOT_SAMPLED, NOW)).isFalse();
    }

    @Test
    void ofTooManyTheOneIsForgottenThatLeakedTheLongestAgo() {
        for (int i = 0; i <= Suspects.MOST; i++) {
            suspects.add(line(i), NOW + i);
        }

        assertThat(suspects.contains(line(0), NOW)).isFalse();
        assertThat(suspects.contains(line(1), NOW)).isTrue();
        assertThat(suspects.contains(line(Suspects.MOST), NOW)).isTrue();
    }

    @Test
    void lineThatLeaksAgainTakesNobodysPlace() {
        for (int i = 0; i < Suspects.MOST; i++) {
            suspects.add(line(i), NOW + i);
        }

        suspects.add(line(5), NOW + Suspects.MOST);

        assertThat(suspects.contains(line(0), NOW)).isTrue();
    }

    private static Site line(int line) {
        return new Site("com.shop.Orders", "find", "Orders.java", line + 1);
    }
}
