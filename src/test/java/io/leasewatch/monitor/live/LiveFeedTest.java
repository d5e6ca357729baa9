package io.leasewatch.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.ManualTicker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

    private final AtomicInteger looks = new AtomicInteger();
    private final ManualTicker ticker = new ManualTicker();
    private final LiveFeed feed = feed(() -> {
        looks.incrementAndGet();
        return FeedState.EMPTY;
    });

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
    void manyWhoComeAndGoAreNoReasonToLookMoreThanOnceASecond() {
        for (int i = 0; i < 20; i++) {
            feed.enter();
            feed.leave();
        }
        int atOnce = looks.get();

        ticker.advance(Duration.ofSeconds(1));
        feed.enter();

        assertThat(atOnce).isEqualTo(1);
        assertThat(looks).hasValue(2);
    }

    @Test
    void whoeverCouldNotBeLetInTakesNoRoom() {
        LiveFeed broken = feed(() -> {
            throw new IllegalStateException("there is nothing to be seen");
        });

        assertThatIllegalStateException().isThrownBy(broken::enter);

        assertThat(broken.viewers()).isZero();
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

    private LiveFeed feed(Supplier<FeedState> look) {
        return new LiveFeed(new Feed("f", 10, String::valueOf), look, new ManualClock(), ticker);
    }
}
