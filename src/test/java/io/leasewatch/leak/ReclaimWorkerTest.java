package io.leasewatch.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReclaimWorkerTest {

    @Test
    void whileOneConnectionCannotBeClosedOnlySoManyWait() {
        ReclaimWorker worker = new ReclaimWorker();
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        worker.execute(() -> {
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        for (int i = 0; i < 200; i++) {
            worker.execute(done::incrementAndGet);
        }
        assertThatThrownBy(() -> worker.execute(done::incrementAndGet)).isInstanceOf(RejectedExecutionException.class);
        assertThat(done).hasValue(0);

        answered.countDown();
        await().until(() -> done.get() == 200);
    }
}
