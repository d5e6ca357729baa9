package io.leasewatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.time.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

    private final AtomicInteger looks = new AtomicInteger();
    private final LiveFeed feed = new LiveFeed(
            new Feed("f", 10, String::valueOf),
            () -> {
                looks.incrementAndGet();
                return State.EMPTY;
            },
            new ManualClock());

    @Test
    void nothingIsLookedAtWhileNobodyWatches() {
        feed.tick();
        assertThat(feed.enter()).isTrue();
        feed.leave();
        int before = looks.get();
        feed.tick();

        assertThat(looks).hasValue(before);
    }

    @Test
    void oneLookIsForAllViewers() {
        for (int i = 0; i < 20; i++) {
            feed.enter();
        }
        int before = looks.get();

        feed.tick();

        assertThat(looks).hasValue(before + 1);
    }

    @Test
    void whoeverEntersFindsWhatIsThereNow() throws InterruptedException {
        feed.enter();

        assertThat(feed.next("", Duration.ZERO)).isNotNull();
    }

    @Test
    void houseIsFullAtSomePointAndHasRoomAgainWhenSomebodyLeaves() {
        for (int i = 0; i < LiveFeed.MOST_VIEWERS; i++) {
            assertThat(feed.enter()).isTrue();
        }

        assertThat(feed.enter()).isFalse();
        feed.leave();
        assertThat(feed.enter()).isTrue();
    }
}
