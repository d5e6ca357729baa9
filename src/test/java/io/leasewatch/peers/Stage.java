package io.leasewatch.peers;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where programs run: it keeps what they forget, and gives it back at the end. Thread-safe. */
final class Stage implements AutoCloseable {

    /** How long a connection may be held, as every pool is told. HikariCP ignores anything shorter. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    /** So long that every pool has looked twice at a connection that is held for this time. */
    static final Duration LONG = Duration.ofSeconds(5);

    private final Queue<Connection> forgotten = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<@Nullable IllegalStateException> failure = new AtomicReference<>();
    private final AtomicInteger atWork = new AtomicInteger();

    /** Keeps a reachable reference to what the program does not close. */
    void keep(Connection connection) {
        forgotten.add(connection);
    }

    /** Does something else for that long. */
    void think(Duration time) throws InterruptedException {
        // Cut short only when nobody looks at the programs any more.
        boolean ended = over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            throw new InterruptedException("the stage is closed");
        }
    }

    /** Lives on, as a thread of a server does. It is not at work any more. */
    void live() throws InterruptedException {
        atWork.decrementAndGet();
        try {
            over.await();
        } finally {
            atWork.incrementAndGet();
        }
    }

    /** Whether there is work that is not done. */
    boolean isBusy() {
        return atWork.get() > 0;
    }

    /** Has a thread of that name do it. */
    Thread start(String name, Work work) {
        atWork.incrementAndGet();
        Thread thread = new Thread(() -> run(name, work), name);
        thread.start();
        return thread;
    }

    private void run(String name, Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            // Nobody looks any more.
        } catch (Exception e) {
            failure.compareAndSet(null, new IllegalStateException(name + " failed", e));
        } finally {
            atWork.decrementAndGet();
        }
    }

    /** Throws what work has thrown. */
    void check() {
        IllegalStateException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() throws SQLException {
        over.countDown();
        for (Connection connection : forgotten) {
            connection.close();
        }
    }

    /** Some of what a program does. */
    interface Work {
        void run() throws Exception;
    }
}
