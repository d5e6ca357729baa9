package io.leasewatch.monitor;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.live.MonitorOverhead;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The periodic tasks of one {@link Lane}. Thread-safe: one thread at a time runs tasks; for the others the call returns at once. */
final class LaneTasks {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Ticker ticker;
    private final MonitorOverhead overhead;
    private final HeartbeatStatus status;
    private final ReentrantLock lock = new ReentrantLock();
    private List<PeriodicTask> tasks = List.of();

    LaneTasks(Ticker ticker, MonitorOverhead overhead, HeartbeatStatus status) {
        this.ticker = ticker;
        this.overhead = overhead;
        this.status = status;
    }

    void start(List<PeriodicTask> all) {
        lock.lock();
        try {
            tasks = all;
            status.recordTick();
        } finally {
            lock.unlock();
        }
    }

    void runIfDue() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            long before = cpuNanos();
            tasks.forEach(task -> task.runIfDue(ticker));
            overhead.add(cpuNanos() - before);
            status.recordTick();
        } finally {
            lock.unlock();
        }
    }

    /** Removes the tasks. Waits up to {@code nanos} for running ones. */
    void end(long nanos) throws InterruptedException {
        if (lock.tryLock(Math.max(0, nanos), TimeUnit.NANOSECONDS)) {
            tasks = List.of();
            lock.unlock();
        }
    }

    private static long cpuNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
    }
}
