package io.leasewatch.monitor.leak;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections and cancels statements, which may wait for a database that does not answer, on threads of its own: a few, so that
 * one database does not hold up what is to be done at the others. Refuses when too much waits already.
 *
 * <p>The threads are there while there is something to do and a moment longer, and so keep nobody from stopping.
 */
public final class ReclaimWorker implements Executor {

    static final int THREADS = 4;

    private static final int MOST_WAITING = 200;
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    public ReclaimWorker() {
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread made = new Thread(work, "leasewatch-reclaim");
                    made.setDaemon(true);
                    return made;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }
}
