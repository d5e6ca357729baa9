package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.monitor.channel.Transport.Result;
import io.leasewatch.monitor.channel.Transport.Result.Again;
import io.leasewatch.monitor.channel.Transport.Result.Arrived;
import io.leasewatch.monitor.channel.Transport.Result.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Result FAILED = new Again(null, "a failure");

    private final ManualTicker ticker = new ManualTicker();
    private final Outbox<String> outbox = new Outbox<>(() -> 1.0, Duration.ZERO);

    @Test
    void whatIsPutInIsDueAtOnceAndInItsOrder() {
        assertThat(outbox.nanosUntilDue(ticker.nanos())).isEqualTo(Long.MAX_VALUE);
        put("a");
        put("b");

        assertThat(outbox.nanosUntilDue(ticker.nanos())).isZero();
        assertThat(outbox.take()).isEqualTo("a");
        assertThat(settle(new Arrived())).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(outbox.take()).isEqualTo("b");
    }

    @Test
    void whatFailedIsTriedAgainBeforeWhatCameLater() {
        put("a");
        put("b");
        outbox.take();

        assertThat(settle(FAILED)).isEqualTo(DeliveryOutcome.RETRIED);

        ticker.advance(Duration.ofSeconds(1));
        assertThat(outbox.take()).isEqualTo("a");
    }

    @Test
    void pausesDoubleUpToAMinute() {
        put("a");
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            outbox.take();
            settle(FAILED);
            pauses.add(Duration.ofNanos(outbox.nanosUntilDue(ticker.nanos())).toSeconds());
            ticker.advance(Duration.ofSeconds(60));
        }

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void halfOfAPauseIsLeftToChance() {
        Outbox<String> unlucky = new Outbox<>(() -> 0.0, Duration.ZERO);
        unlucky.put("a", ticker.nanos());
        unlucky.take();

        unlucky.settle(FAILED, ticker.nanos());

        assertThat(Duration.ofNanos(unlucky.nanosUntilDue(ticker.nanos()))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whoeverAsksForALongerPauseGetsItUpToFiveMinutes() {
        put("a");
        outbox.take();
        settle(new Again(Duration.ofSeconds(30), "too many"));
        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(30));

        ticker.advance(Duration.ofSeconds(30));
        outbox.take();
        settle(new Again(Duration.ofDays(7), "too many"));

        assertThat(untilDue()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whoeverAsksForNoPauseAtAllIsTriedNoSooner() {
        put("a");
        outbox.take();

        settle(new Again(Duration.ofSeconds(-10), "a date that is over"));

        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        put("a");
        outbox.take();

        assertThat(settle(new Refused("no"))).isEqualTo(DeliveryOutcome.REFUSED);
        assertThat(outbox.isWaiting()).isFalse();
    }

    @Test
    void whatWasTriedForAnHourIsGivenUp() {
        put("a");
        outbox.take();
        ticker.advance(Duration.ofHours(1));
        assertThat(settle(FAILED)).isEqualTo(DeliveryOutcome.RETRIED);

        outbox.take();
        ticker.advance(Duration.ofNanos(1));

        assertThat(settle(FAILED)).isEqualTo(DeliveryOutcome.EXPIRED);
        assertThat(outbox.isWaiting()).isFalse();
    }

    @Test
    void oldestGivesWayWhenThereIsNoRoom() {
        for (int i = 0; i < Outbox.MOST_WAITING; i++) {
            assertThat(outbox.put("letter " + i, ticker.nanos())).isFalse();
        }

        assertThat(outbox.put("one more", ticker.nanos())).isTrue();

        assertThat(outbox.take()).isEqualTo("letter 1");
    }

    @Test
    void whatFailedIsDroppedWhenOthersHaveTakenItsRoom() {
        put("a");
        outbox.take();
        for (int i = 0; i < Outbox.MOST_WAITING; i++) {
            put("letter " + i);
        }

        assertThat(settle(FAILED)).isEqualTo(DeliveryOutcome.DROPPED);
        assertThat(outbox.take()).isEqualTo("letter 0");
    }

    @Test
    void paceIsKeptAlsoAfterSuccess() {
        Outbox<String> slow = new Outbox<>(() -> 1.0, Duration.ofSeconds(1));
        slow.put("a", ticker.nanos());
        slow.put("b", ticker.nanos());
        slow.take();

        slow.settle(new Arrived(), ticker.nanos());

        assertThat(Duration.ofNanos(slow.nanosUntilDue(ticker.nanos()))).isEqualTo(Duration.ofSeconds(1));
    }

    private void put(String letter) {
        outbox.put(letter, ticker.nanos());
    }

    private DeliveryOutcome settle(Result result) {
        return outbox.settle(result, ticker.nanos());
    }

    private Duration untilDue() {
        return Duration.ofNanos(outbox.nanosUntilDue(ticker.nanos()));
    }
}
