package io.leasewatch.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PerThreadTest {

    @Test
    void everyThreadHasOneOfItsOwn() throws Exception {
        PerThread<Object> values = new PerThread<>(thread -> new Object());
        AtomicReference<Object> others = new AtomicReference<>();

        Thread other = new Thread(() -> others.set(values.get()));
        other.start();
        other.join();

        assertThat(values.get()).isSameAs(values.get()).isNotSameAs(others.get());
    }

    @Test
    void valueStaysWhileItsThreadAndItsOwnerAreThere() {
        AtomicInteger made = new AtomicInteger();
        PerThread<Object> values = new PerThread<>(thread -> {
            made.incrementAndGet();
            return new Object();
        });
        WeakReference<Object> witness = new WeakReference<>(new Object());
        values.get();

        await().until(() -> collected(witness));
        values.get();

        assertThat(made).hasValue(1);
    }

    @Test
    void threadKeepsNothingOfAnOwnerThatIsGone() {
        WeakReference<Object> left = leftBehind();

        await().until(() -> collected(left));

        assertThat(Thread.currentThread().isAlive()).isTrue();
    }

    @Test
    void valueOfAThreadThatIsGoneIsForgottenWhenAnotherComes() {
        PerThread<Object> values = new PerThread<>(thread -> new Object());
        WeakReference<Object> left = new WeakReference<>(onANewThread(values));

        await().until(() -> {
            onANewThread(values);
            return collected(left);
        });

        assertThat(left.get()).isNull();
    }

    private static WeakReference<Object> leftBehind() {
        return new WeakReference<>(new PerThread<>(thread -> new Object()).get());
    }

    private static Object onANewThread(PerThread<Object> values) {
        CompletableFuture<Object> value = new CompletableFuture<>();
        Thread thread = new Thread(() -> value.complete(values.get()));
        thread.start();
        return value.join();
    }

    private static boolean collected(WeakReference<?> reference) {
        System.gc();
        return reference.get() == null;
    }
}
