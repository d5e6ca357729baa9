package io.leasewatch.monitor;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.live.MonitorOverhead;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Starts, ticks, resets and closes the parts. A tick runs the periodic tasks that are due. Any thread may call {@link #tick}. One
 * thread at a time runs tasks; for the others the call returns at once.
 */
final class Scheduler {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** How long {@link #run} waits between two ticks, in milliseconds. */
    private static final long PAUSE_MILLIS = 500;

    private static final long MAX_WAIT_AT_END_SECONDS = 2;

    private final Ticker ticker;
    private final HeartbeatStatus status;
    private final MonitorOverhead overhead;
    private final Settings settings;
    private final Parts parts;
    private final ReentrantLock tickLock = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private List<PeriodicTask> tasks = List.of();

    Scheduler(Ticker ticker, MonitorOverhead overhead, Settings settings, Parts parts) {
        this.ticker = ticker;
        this.status = new HeartbeatStatus(ticker);
        this.overhead = overhead;
        this.settings = settings;
        this.parts = parts;
    }

    HeartbeatStatus status() {
        return status;
    }

    /** Starts the parts. Each task is due one interval from now. */
    void start() {
        tickLock.lock();
        try {
            settings.follow(parts::apply);
            parts.start();
            tasks = parts.tasks(ticker.nanos());
            status.recordTick();
        } finally {
            tickLock.unlock();
        }
    }

    /** Ticks until {@link #end} is called or the thread is interrupted. */
    void run() {
        try {
            while (!ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void tick() {
        if (!tickLock.tryLock()) {
            return;
        }
        try {
            if (ended.getCount() == 0) {
                return;
            }
            long before = cpuNanos();
            tasks.forEach(task -> task.runIfDue(ticker));
            overhead.add(cpuNanos() - before);
            status.recordTick();
        } finally {
            tickLock.unlock();
        }
    }

    /** Prevents further ticks. Waits up to two seconds for a running tick. */
    void end() {
        ended.countDown();
        try {
            if (tickLock.tryLock(MAX_WAIT_AT_END_SECONDS, TimeUnit.SECONDS)) {
                tickLock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void reset() {
        parts.reset();
    }

    void close() {
        end();
        parts.close();
    }

    private static long cpuNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
    }
}
