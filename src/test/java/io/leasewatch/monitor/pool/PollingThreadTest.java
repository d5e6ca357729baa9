package io.leasewatch.monitor.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollingThreadTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();

    @Test
    void pauseGrowsWithFailuresUpToHalfAMinute() {
        assertThat(PollingThread.pause(INTERVAL, 0)).isEqualTo(INTERVAL);
        assertThat(PollingThread.pause(INTERVAL, 1)).isEqualTo(INTERVAL);
        assertThat(PollingThread.pause(INTERVAL, 3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(PollingThread.pause(INTERVAL, 1_000_000)).isEqualTo(Duration.ofSeconds(30));
        assertThat(PollingThread.pause(Duration.ofMinutes(5), 9)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void oneAnswerEndsTheLongPauses() {
        PollingThread thread =
                new PollingThread("asks", INTERVAL, () -> asked.incrementAndGet() > 3, hungUp::incrementAndGet);

        thread.poll();
        thread.poll();
        thread.poll();
        assertThat(thread.pause()).isEqualTo(Duration.ofSeconds(20));
        thread.poll();

        assertThat(thread.pause()).isEqualTo(INTERVAL);
    }

    @Test
    void asksUntilItIsStoppedAndHangsUpOnce() {
        PollingThread thread = new PollingThread(
                "asks", Duration.ofMillis(1), () -> asked.incrementAndGet() > 0, hungUp::incrementAndGet);

        thread.start();
        await().until(() -> asked.get() > 2);
        thread.stop();

        await().until(thread::hasEnded);
        assertThat(hungUp).hasValue(1);
    }

    @Test
    void endsAlthoughWhoItAskedSwallowedTheInterrupt() throws InterruptedException {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        PollingThread thread = new PollingThread(
                "asks",
                Duration.ofHours(1),
                () -> {
                    asking.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        asked.incrementAndGet();
                    }
                    return true;
                },
                hungUp::incrementAndGet);

        thread.start();
        asking.await();
        thread.stop();

        await().until(thread::hasEnded);
        assertThat(asked).hasValue(1);
    }

    @Test
    void keepsNothingOfWhoMadeIt() {
        ClassLoader maker = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(maker) {});
        try {
            ClassLoader[] seen = new ClassLoader[1];
            PollingThread thread = new PollingThread(
                    "asks",
                    INTERVAL,
                    () -> {
                        seen[0] = Thread.currentThread().getContextClassLoader();
                        return asked.incrementAndGet() > 0;
                    },
                    hungUp::incrementAndGet);
            thread.start();
            await().until(() -> asked.get() == 1);
            thread.stop();

            assertThat(seen[0]).isSameAs(PollingThread.class.getClassLoader());
        } finally {
            Thread.currentThread().setContextClassLoader(maker);
        }
    }
}
