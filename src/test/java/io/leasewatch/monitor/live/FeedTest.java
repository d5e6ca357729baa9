package io.leasewatch.monitor.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.live.FeedMessage.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final Duration NOT_AT_ALL = Duration.ZERO;

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger written = new AtomicInteger();
    private final Feed feed = new Feed("f", 3, body -> {
        written.incrementAndGet();
        return String.valueOf(body);
    });

    @Test
    void whoeverComesNewIsToldEverything() throws InterruptedException {
        publish(1);
        publish(2);

        FeedMessage first = next("");

        assertThat(first.kind()).isEqualTo(Kind.SNAPSHOT);
        assertThat(first.data()).contains("put={pools={a=2}}");
        assertThat(feed.next(first.id(), NOT_AT_ALL)).isNull();
    }

    @Test
    void whoeverFollowsIsToldOnlyWhatChanged() throws InterruptedException {
        publish(1);
        String last = next("").id();
        publish(1);
        publish(5);

        FeedMessage second = next(last);
        FeedMessage third = next(second.id());

        assertThat(second.kind()).isEqualTo(Kind.CHANGE);
        assertThat(second.data()).contains("put={}");
        assertThat(third.data()).contains("put={pools={a=5}}");
    }

    @Test
    void whoeverMissedALittleIsToldThatAndWhoeverMissedMuchEverything() throws InterruptedException {
        publish(1);
        String early = next("").id();
        publish(2);
        String late = next("").id();
        publish(3);
        publish(4);

        assertThat(next(late).data()).contains("a=3");
        publish(5);
        assertThat(next(early).kind()).isEqualTo(Kind.SNAPSHOT);
        assertThat(next(early).data()).contains("a=5");
    }

    @Test
    void idOfAnotherFeedCountsForNothing() throws InterruptedException {
        publish(1);

        assertThat(next("g-1").kind()).isEqualTo(Kind.SNAPSHOT);
    }

    @Test
    void waitingEndsWithWhatIsPublished() {
        publish(1);
        CompletableFuture<@Nullable FeedMessage> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return feed.next("f-1", Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        publish(2);

        await().until(waiting::isDone);
        assertThat(requireNonNull(waiting.join()).id()).isEqualTo("f-2");
    }

    @Test
    void whatIsPublishedIsWrittenOnceHoweverManyListen() throws InterruptedException {
        publish(1);
        next("");
        int before = written.get();

        publish(2);
        for (int i = 0; i < 20; i++) {
            next("f-1");
        }

        assertThat(written.get() - before).isEqualTo(1);
    }

    private void publish(int value) {
        feed.publish(clock.instant(), new FeedState(Map.of("pools", Map.of("a", value))));
    }

    private FeedMessage next(String last) throws InterruptedException {
        return requireNonNull(feed.next(last, NOT_AT_ALL));
    }
}
