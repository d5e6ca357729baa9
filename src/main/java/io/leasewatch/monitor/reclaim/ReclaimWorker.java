package io.leasewatch.monitor.reclaim;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs reclaim steps on threads of its own, because closing a connection or cancelling a statement may wait for a database that does not
 * answer. There are several threads, so that one database does not delay steps at others. Rejects work when the queue is full.
 *
 * <p>The threads are daemons and end after a few idle seconds, so they do not prevent a stop.
 */
public final class ReclaimWorker implements Executor {

    static final int THREADS = 4;

    private static final int MOST_WAITING = 200;
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    public ReclaimWorker() {
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "leasewatch-reclaim");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }
}
