package io.leasewatch.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.advice.Verdict;
import io.leasewatch.monitor.advice.Verdict.Cause;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import io.leasewatch.spi.WatchedBy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadHeadlineTest {

    private static final double WARNING = 0.8;

    @Test
    void poolWithRoomHasNone() {
        assertThat(LoadHeadline.of(reading(7, 0), WARNING, "", null)).isNull();
    }

    @Test
    void strainedPoolSaysHowMuchOfItIsInUse() {
        Headline headline = headline(8, 0, null);

        assertThat(headline.what())
                .isEqualTo("jdbc/app is nearly exhausted: 8 of 10 connections are in use, and none of them has"
                        + " leaked.");
        assertThat(headline.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void exhaustedPoolSaysWhoWaits() {
        Headline headline = headline(10, 3, verdict(Cause.TOO_SMALL));

        assertThat(headline.what())
                .isEqualTo(
                        "jdbc/app is exhausted: 10 of 10 connections are in use and 3 threads wait, and none of them has"
                                + " leaked.");
        assertThat(headline.severity()).isEqualTo(Severity.ERROR);
        assertThat(headline.remedy()).isEqualTo("what it is");
    }

    @Test
    void whatWillBecomeOfAPoolIsSaidUntilItHas() {
        String next = "It will be exhausted in about 4 min.";

        assertThat(Objects.requireNonNull(LoadHeadline.of(reading(8, 0), WARNING, next, null))
                        .next())
                .isEqualTo(next);
        assertThat(Objects.requireNonNull(LoadHeadline.of(reading(10, 0), WARNING, next, null))
                        .next())
                .isEmpty();
    }

    @Test
    void poolThatFillsLikeALeakingOneIsNotSaidToBeInnocent() {
        Headline headline = headline(8, 0, verdict(Cause.LEAK));

        assertThat(headline.what()).endsWith(". No leak is certain, but the leases look like leaks.");
    }

    @Test
    void poolWhoseLeasesNobodySeesIsNotSaidToBeInnocent() {
        PoolReading unseen = reading(WatchedBy.POOL_NUMBERS, 8, 0);

        Headline headline = Objects.requireNonNull(LoadHeadline.of(unseen, WARNING, "", null));

        assertThat(headline.what())
                .isEqualTo(
                        "jdbc/app is nearly exhausted: 8 of 10 connections are in use. Their holders are unknown, because"
                                + " the pool is not watched.");
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        assertThat(headline(8, 0, verdict(Cause.UNKNOWN)).remedy()).isEmpty();
    }

    private static Headline headline(int inUse, int waiting, @Nullable Verdict verdict) {
        return Objects.requireNonNull(LoadHeadline.of(reading(inUse, waiting), WARNING, "", verdict));
    }

    private static PoolReading reading(int inUse, int waiting) {
        return reading(WatchedBy.WRAPPER, inUse, waiting);
    }

    private static PoolReading reading(WatchedBy watchedBy, int inUse, int waiting) {
        return PoolReading.of("jdbc/app", watchedBy, Instant.parse("2031-03-05T07:11:13Z"))
                .open(10 - inUse, inUse)
                .max(10)
                .waiting(waiting)
                .build();
    }

    private static Verdict verdict(Cause cause) {
        return new Verdict(cause, "what it is", List.of());
    }
}
