package io.leasewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StressVerdictTest {

    private static final List<LeakSite> SEVEN = List.of(
            new LeakSite("A.java:1", "jdbc/a", "overdue", 4), new LeakSite("B.java:2", "jdbc/a", "collected", 3));

    @Test
    void whatDidNotComeBackIsSharedOutAmongTheWaves() {
        StressVerdict verdict = StressVerdict.of(2, 9, 2, SEVEN, true);

        assertThat(verdict.leak()).isEqualTo("leaking");
        assertThat(verdict.perWave()).isEqualTo(3.5);
        assertThat(verdict.words()).isEqualTo("leaking 3.5 connections per wave: 9 in use, 2 at the start");
        assertThat(verdict.isBad()).isTrue();
    }

    @Test
    void fewerThanAtTheStartIsNoLeak() {
        StressVerdict verdict = StressVerdict.of(5, 3, 10, List.of(), true);

        assertThat(verdict.leak()).isEqualTo("none");
        assertThat(verdict.perWave()).isZero();
        assertThat(verdict.isBad()).isFalse();
    }

    @Test
    void leaksThatTheServerTookBackCountThoughNothingIsOut() {
        StressVerdict verdict = StressVerdict.of(0, 0, 7, SEVEN, true);

        assertThat(verdict.leak()).isEqualTo("taken_back");
        assertThat(verdict.perWave()).isEqualTo(1);
        assertThat(verdict.isBad()).isTrue();
    }

    @Test
    void withoutAReadingNothingIsKnown() {
        StressVerdict verdict = StressVerdict.of(0, null, 1, SEVEN, true);

        assertThat(verdict.isKnown()).isFalse();
        assertThat(verdict.isBad()).isFalse();
    }

    @Test
    void whereNoRequestSucceededNothingIsKnownUnlessSomethingLeaked() {
        StressVerdict verdict = StressVerdict.of(2, 2, 1, List.of(), false);

        assertThat(verdict.isKnown()).isFalse();
        assertThat(verdict.words()).isEqualTo("unknown: no request succeeded");
        assertThat(StressVerdict.of(2, 3, 1, List.of(), false).isBad()).isTrue();
    }
}
