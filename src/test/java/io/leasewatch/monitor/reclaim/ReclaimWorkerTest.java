package io.leasewatch.monitor.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReclaimWorkerTest {

    @Test
    void oneDatabaseThatDoesNotAnswerHoldsUpNobodyElse() {
        ReclaimWorker worker = new ReclaimWorker();
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < ReclaimWorker.THREADS - 1; i++) {
            worker.execute(() -> waitFor(answered));
        }

        worker.execute(done::incrementAndGet);

        await().until(() -> done.get() == 1);
        answered.countDown();
    }

    @Test
    void whileNoConnectionCanBeClosedOnlySoManyWait() {
        ReclaimWorker worker = new ReclaimWorker();
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < ReclaimWorker.THREADS; i++) {
            worker.execute(() -> waitFor(answered));
        }

        for (int i = 0; i < 200; i++) {
            worker.execute(done::incrementAndGet);
        }
        assertThatThrownBy(() -> worker.execute(done::incrementAndGet)).isInstanceOf(RejectedExecutionException.class);
        assertThat(done).hasValue(0);

        answered.countDown();
        await().until(() -> done.get() == 200);
    }

    private static void waitFor(CountDownLatch answer) {
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
