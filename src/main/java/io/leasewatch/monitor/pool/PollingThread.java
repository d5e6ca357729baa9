package io.leasewatch.monitor.pool;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Asks somebody outside the server at intervals, on a thread of its own, so that nobody else waits for an answer. While there is none
 * it asks less and less often.
 *
 * <p>Only that thread asks and hangs up. {@link #stop} does not wait for it.
 */
public final class PollingThread {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Duration interval;
    private final BooleanSupplier question;
    private final Runnable hangUp;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private int failures;

    /**
     * Not started.
     *
     * @param name of the thread
     * @param interval between two questions while there are answers
     * @param question asks once, throws nothing, and says whether there was an answer
     * @param hangUp is run at the very end
     */
    public PollingThread(String name, Duration interval, BooleanSupplier question, Runnable hangUp) {
        this.interval = interval;
        this.question = question;
        this.hangUp = hangUp;
        this.thread = new Thread(null, this::run, name, 0, false);
        thread.setDaemon(true);
        // Whose thread made this is nothing to it, and must not be kept by it.
        thread.setContextClassLoader(PollingThread.class.getClassLoader());
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!isStopped()) {
            ask();
            try {
                stopped.await(pause().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // Whether to go on is asked above.
            }
        }
        hangUp.run();
    }

    /** Asks now. For the thread itself, and for tests that have not started it. */
    public void ask() {
        failures = question.getAsBoolean() ? 0 : failures + 1;
    }

    /** Until the next question, as things are. */
    public Duration pause() {
        return pause(interval, failures);
    }

    /** The interval, and after failures twice as long each time, up to half a minute. */
    static Duration pause(Duration interval, int failures) {
        Duration longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
        Duration pause = interval;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    /** Lets it end, at once if it is not waiting for an answer. */
    public void stop() {
        stopped.countDown();
        thread.interrupt();
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Whether the thread has ended, or was never started. */
    public boolean hasEnded() {
        return !thread.isAlive();
    }
}
