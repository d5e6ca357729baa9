package io.leasewatch.monitor.database;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The single thread that may block on a database. Nothing waits for this thread. */
final class ProbeThread implements Executor {

    private static final long IDLE_SECONDS = 60;

    private final ThreadPoolExecutor thread;

    ProbeThread(String database) {
        thread = new ThreadPoolExecutor(0, 1, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread made = new Thread(work, "leasewatch-ping " + database);
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public void execute(Runnable work) {
        thread.execute(work);
    }

    /** Does not wait. A blocked thread ends when its database answers or its connection breaks. */
    void stop() {
        thread.shutdownNow();
    }
}
