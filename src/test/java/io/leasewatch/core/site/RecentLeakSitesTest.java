package io.leasewatch.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentLeakSitesTest {

    /** So late that the counter overflows meanwhile, as the JVM's own may. */
    private static final long NOW = Long.MAX_VALUE - RecentLeakSites.REMEMBERED.toNanos() / 2;

    private final RecentLeakSites suspects = new RecentLeakSites();

    @Test
    void lineIsSuspectUntilItHasNotLeakedForSomeTime() {
        suspects.add(line(1), NOW);
        long last = NOW + RecentLeakSites.REMEMBERED.toNanos() - 1;

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
        for (int i = 0; i <= RecentLeakSites.MOST; i++) {
            suspects.add(line(i), NOW + i);
        }

        assertThat(suspects.contains(line(0), NOW)).isFalse();
        assertThat(suspects.contains(line(1), NOW)).isTrue();
        assertThat(suspects.contains(line(RecentLeakSites.MOST), NOW)).isTrue();
    }

    @Test
    void lineThatLeaksAgainTakesNobodysPlace() {
        for (int i = 0; i < RecentLeakSites.MOST; i++) {
            suspects.add(line(i), NOW + i);
        }

        suspects.add(line(5), NOW + RecentLeakSites.MOST);

        assertThat(suspects.contains(line(0), NOW)).isTrue();
    }

    private static Site line(int line) {
        return new Site("com.shop.Orders", "find", "Orders.java", line + 1);
    }
}
