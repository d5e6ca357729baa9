package io.leasewatch.leak;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread that closes connections, because that may wait for a database that does not answer. Refuses when too many wait already.
 *
 * <p>The thread is there while there is something to do and a moment longer, and so keeps nobody from stopping.
 */
public final class ReclaimWorker implements Executor {

    private static final int MOST_WAITING = 200;
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor thread;

    public ReclaimWorker() {
        thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread made = new Thread(work, "leasewatch-reclaim");
                    made.setDaemon(true);
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        thread.execute(work);
    }
}
