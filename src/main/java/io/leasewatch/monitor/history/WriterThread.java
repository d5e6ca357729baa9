package io.leasewatch.monitor.history;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that may wait for the store. It does one thing after another, and is gone while there is nothing to do for long. */
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
        // Whose thread made this is nothing to it, and must not be kept by it.
        made.setContextClassLoader(WriterThread.class.getClassLoader());
        return made;
    }

    @Override
    public void execute(Runnable work) {
        thread.execute(work);
    }

    /** Takes nothing more, and ends when it has done what it was given. */
    public void stop() {
        thread.shutdown();
    }
}
