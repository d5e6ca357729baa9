package io.leasewatch.monitor.pool;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Polls an external system at intervals on a thread of its own, so that no other thread waits for an answer. After failures the interval
 * grows.
 *
 * <p>Only this thread polls and closes the connection. {@link #stop} does not wait for it.
 */
public final class PollingThread {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Duration interval;
    private final BooleanSupplier poll;
    private final Runnable close;
    /** Has a permit if the thread must not wait. */
    private final Semaphore awake = new Semaphore(0);

    private final Thread thread;
    private volatile boolean stopped;
    private int failures;

    /**
     * Creates the thread without starting it.
     *
     * @param name the name of the thread
     * @param interval the time between two polls without failures
     * @param poll polls once and returns whether there was an answer; must not throw
     * @param close closes the connection; runs once before the thread ends
     */
    public PollingThread(String name, Duration interval, BooleanSupplier poll, Runnable close) {
        this.interval = interval;
        this.poll = poll;
        this.close = close;
        this.thread = new Thread(null, this::run, name, 0, false);
        thread.setDaemon(true);
        // Inheriting the creator's class loader would keep an application in memory.
        thread.setContextClassLoader(PollingThread.class.getClassLoader());
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!isStopped()) {
            poll();
            try {
                if (awake.tryAcquire(pause().toMillis(), TimeUnit.MILLISECONDS)) {
                    awake.drainPermits();
                }
            } catch (InterruptedException e) {
                // The loop condition decides whether to continue.
            }
        }
        close.run();
    }

    /** Polls now. Called by the thread itself, or by tests that have not started it. */
    public void poll() {
        failures = poll.getAsBoolean() ? 0 : failures + 1;
    }

    /** Has the thread poll at once, or again after the current poll. */
    public void wake() {
        awake.release();
    }

    /** The time until the next poll. */
    public Duration pause() {
        return pause(interval, failures);
    }

    /** The interval, doubled after each further failure, up to half a minute or the interval if that is longer. */
    static Duration pause(Duration interval, int failures) {
        Duration longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
        Duration pause = interval;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    /** Ends the thread: at once, or after the current poll. */
    public void stop() {
        stopped = true;
        awake.release();
        thread.interrupt();
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Whether the thread has ended, or was never started. */
    public boolean hasEnded() {
        return !thread.isAlive();
    }
}
