package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.channel.DeliveryCounters.Way;
import io.leasewatch.monitor.channel.Transport.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {

    private final ManualTicker ticker = new ManualTicker();
    private final DeliveryCounters deliveries = new DeliveryCounters();
    private final List<String> carried = new ArrayList<>();
    private final Deque<Result> results = new ArrayDeque<>();
    private final DeliveryQueue<String> queue = new DeliveryQueue<>(
            "pager",
            new AlertDeliveryListener("pager"),
            Duration.ZERO,
            message -> {
                carried.add(message);
                return results.isEmpty() ? new Result.Arrived() : results.remove();
            },
            deliveries,
            ticker,
            () -> 1.0);

    @Test
    void oneThatHangsOrFailsIsNotWaitedForAtTheEnd() {
        CountDownLatch gate = new CountDownLatch(1);
        DeliveryQueue<String> hanging = new DeliveryQueue<>(
                "hanging",
                Duration.ZERO,
                message -> {
                    gate.await();
                    return new Result.Arrived();
                },
                deliveries,
                Ticker.SYSTEM);
        hanging.add("a");
        queue.put("b");
        results.add(new Result.Again(null, "a failure"));
        queue.attempt();

        hanging.flush(Duration.ofMillis(50));
        queue.flush(Duration.ofDays(1));

        gate.countDown();
        hanging.close();
        assertThat(carried).containsExactly("b");
    }

    @Test
    void whatFailsIsTriedAgainUntilItArrivesAndEachAttemptIsCounted() {
        results.add(new Result.Again(null, "a failure"));
        results.add(new Result.Again(null, "a failure"));
        try (RecordedLog log = RecordedLog.of(AlertDeliveryListener.class)) {
            queue.put("a");
            assertThat(queue.attempt()).isTrue();
            assertThat(queue.attempt()).isFalse();
            ticker.advance(Duration.ofSeconds(1));
            assertThat(queue.attempt()).isTrue();
            ticker.advance(Duration.ofSeconds(2));
            assertThat(queue.attempt()).isTrue();

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING LSW4101W: The alert channel pager failed (retried): a failure. Logged once until"
                                    + " it works.",
                            "INFO LSW4104I: The alert channel pager works again.");
        }
        assertThat(carried).containsExactly("a", "a", "a");
        assertThat(deliveries.counts())
                .containsEntry(new Way("pager", DeliveryOutcome.RETRIED), 2L)
                .containsEntry(new Way("pager", DeliveryOutcome.DELIVERED), 1L)
                .hasSize(2);
    }

    @Test
    void floodCostsTheOldestAndIsCountedAndSpokenOfOnce() {
        try (RecordedLog log = RecordedLog.of(AlertDeliveryListener.class)) {
            for (int i = 0; i < 1_000; i++) {
                queue.put("message " + i);
            }
            while (queue.attempt()) {
                assertThat(carried.size()).isLessThanOrEqualTo(Outbox.MOST_WAITING);
            }

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING LSW4103W: The queue of the alert channel pager is full; the oldest alerts are"
                                    + " dropped.");
        }
        assertThat(carried).hasSize(100).startsWith("message 900").endsWith("message 999");
        assertThat(deliveries.counts())
                .containsEntry(new Way("pager", DeliveryOutcome.DROPPED), 900L)
                .containsEntry(new Way("pager", DeliveryOutcome.DELIVERED), 100L);
    }

    @Test
    void whatACarrierThrowsIsAFailureThatNamesNoAddress() {
        DeliveryQueue<String> failing = new DeliveryQueue<>(
                "pager",
                new AlertDeliveryListener("pager"),
                Duration.ZERO,
                message -> {
                    throw new IOException("https://hooks.example.com/t0ps3cret");
                },
                deliveries,
                ticker,
                () -> 1.0);
        try (RecordedLog log = RecordedLog.of(AlertDeliveryListener.class)) {
            failing.put("a");
            failing.attempt();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("IOException")
                    .doesNotContain("t0ps3cret");
        }
        assertThat(failing.isWaiting()).isTrue();
    }

    @Test
    void oneThatHangsHoldsUpNobodyAndItsThreadEndsWhenItIsClosed() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        DeliveryQueue<String> hanging = new DeliveryQueue<>(
                "hanging",
                Duration.ZERO,
                message -> {
                    begun.countDown();
                    never.await();
                    return new Result.Arrived();
                },
                deliveries,
                Ticker.SYSTEM);
        List<String> arrived = new CopyOnWriteArrayList<>();
        try (DeliveryQueue<String> other = new DeliveryQueue<>(
                "other",
                Duration.ZERO,
                message -> {
                    arrived.add(message);
                    return new Result.Arrived();
                },
                deliveries,
                Ticker.SYSTEM)) {
            hanging.add("a");
            hanging.add("b");
            await().until(() -> begun.getCount() == 0);

            other.add("c");

            await().until(() -> arrived.contains("c"));
        }
        assertThat(threads()).contains("leasewatch-delivery-hanging");
        hanging.close();

        await().until(() -> threads().isEmpty());
        assertThat(deliveries.counts()).containsEntry(new Way("hanging", DeliveryOutcome.DROPPED), 1L);
    }

    @Test
    void whatComesAfterTheEndIsDropped() {
        queue.close();

        queue.add("a");

        assertThat(carried).isEmpty();
        assertThat(threads()).isEmpty();
        assertThat(deliveries.counts()).containsEntry(new Way("pager", DeliveryOutcome.DROPPED), 1L);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("leasewatch-delivery-"))
                .toList();
    }
}
