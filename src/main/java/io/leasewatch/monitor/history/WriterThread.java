package io.leasewatch.monitor.history;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The single thread that may block on the store. It runs one task at a time, and ends when it is idle for a while. */
public final class WriterThread implements Executor {

    private static final long IDLE_SECONDS = 60;

    private final ThreadPoolExecutor thread;

    public WriterThread() {
        thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WriterThread::made);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread made(Runnable work) {
        Thread made = new Thread(null, work, "leasewatch-history", 0, false);
        made.setDaemon(true);
        // Not the class loader of the creating thread, which the thread would keep in memory.
        made.setContextClassLoader(WriterThread.class.getClassLoader());
        return made;
    }

    @Override
    public void execute(Runnable work) {
        thread.execute(work);
    }

    /** Accepts no more tasks, and ends after the submitted ones. */
    public void stop() {
        thread.shutdown();
    }
}
