package io.leasewatch.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.ManualTicker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

    private static final FeedClient ADA = new FeedClient("ada", "10.0.0.0", false);

    private final AtomicInteger looks = new AtomicInteger();
    private final ManualTicker ticker = new ManualTicker();
    private final LiveFeed feed = feed(() -> {
        looks.incrementAndGet();
        return FeedState.EMPTY;
    });

    @Test
    void nothingIsLookedAtWhileNobodyWatches() {
        feed.tick();
        assertThat(feed.enter(ADA)).isEmpty();
        feed.leave(ADA);
        int before = looks.get();
        feed.tick();

        assertThat(looks).hasValue(before);
    }

    @Test
    void closedFeedEndsTheWaitsOfItsViewersAndLetsNobodyInAnyMore() throws InterruptedException {
        feed.enter(ADA);
        FeedMessage seen = Objects.requireNonNull(feed.next("", Duration.ZERO));
        Thread closing = new Thread(feed::close);
        closing.start();

        assertThat(feed.next(seen.id(), Duration.ofMinutes(1))).isNull();

        closing.join();
        assertThat(feed.enter(ADA)).isEqualTo("The server is stopping.");
    }

    @Test
    void oneLookIsForAllViewers() {
        for (int i = 0; i < 20; i++) {
            feed.enter(ADA);
        }
        int before = looks.get();

        feed.tick();

        assertThat(looks).hasValue(before + 1);
    }

    @Test
    void whoeverEntersFindsWhatIsThereNow() throws InterruptedException {
        feed.enter(ADA);

        assertThat(feed.next("", Duration.ZERO)).isNotNull();
    }

    @Test
    void manyWhoComeAndGoAreNoReasonToLookMoreThanOnceASecond() {
        for (int i = 0; i < 20; i++) {
            feed.enter(ADA);
            feed.leave(ADA);
        }
        int atOnce = looks.get();

        ticker.advance(Duration.ofSeconds(1));
        feed.enter(ADA);

        assertThat(atOnce).isEqualTo(1);
        assertThat(looks).hasValue(2);
    }

    @Test
    void whoeverCouldNotBeLetInTakesNoRoom() {
        LiveFeed broken = feed(() -> {
            throw new IllegalStateException("there is nothing to be seen");
        });

        assertThatIllegalStateException().isThrownBy(() -> broken.enter(ADA));

        assertThat(broken.viewers()).isZero();
    }

    @Test
    void oneUserAtOneAddressGetsSomeOfThePlacesAndMoreAtOtherAddresses() {
        enter("ada", 0, ViewerLimits.MOST_AT_AN_ADDRESS);

        assertThat(feed.enter(ADA)).contains("at one address");
        enter("ada", 1, ViewerLimits.MOST_OF_A_USER - ViewerLimits.MOST_AT_AN_ADDRESS);
        assertThat(feed.enter(new FeedClient("ada", "10.0.0.2", false))).contains("of one user");
        assertThat(feed.enter(new FeedClient("bob", "10.0.0.0", false))).isEmpty();
    }

    @Test
    void viewersLeaveRoomForAdmins() {
        for (int i = 0; i < ViewerLimits.MOST - ViewerLimits.RESERVED; i++) {
            enter("viewer" + i, 0, 1);
        }

        assertThat(feed.enter(ADA)).contains("The limit of 100 viewers");
        FeedClient admin = new FeedClient("root", "10.0.0.0", true);
        for (int i = 0; i < ViewerLimits.RESERVED; i++) {
            assertThat(feed.enter(admin)).isEmpty();
        }
        assertThat(feed.enter(admin)).contains("The limit of 100 viewers");
        feed.leave(admin);
        assertThat(feed.enter(admin)).isEmpty();
    }

    @Test
    void placeThatIsLeftCanBeTakenAgain() {
        enter("ada", 0, ViewerLimits.MOST_AT_AN_ADDRESS);

        feed.leave(ADA);

        assertThat(feed.enter(ADA)).isEmpty();
        assertThat(feed.viewers()).isEqualTo(ViewerLimits.MOST_AT_AN_ADDRESS);
    }

    private void enter(String user, int address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(feed.enter(new FeedClient(user, "10.0.0." + address, false)))
                    .isEmpty();
        }
    }

    private LiveFeed feed(Supplier<FeedState> look) {
        return new LiveFeed(new Feed("f", 10, String::valueOf), look, new ManualClock(), ticker);
    }
}
