package io.leasewatch.monitor.database;

import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs the pings and the warm-up of one database on its thread, one at a time. One thread starts and evaluates them. */
final class Attempts {

    private final Probe probe;
    private final Executor thread;
    private final Ticker ticker;
    private @Nullable Attempt running;

    Attempts(Probe probe, Executor thread, Ticker ticker) {
        this.probe = probe;
        this.thread = thread;
        this.ticker = ticker;
    }

    /** The attempt that was started last, {@code null} after {@link #end}. */
    @Nullable
    Attempt running() {
        return running;
    }

    /** Starts a warm-up that opens {@code connections}; a ping if that is 0. */
    void start(int connections, Duration timeout) {
        Attempt begun = new Attempt(connections, timeout);
        running = begun;
        try {
            thread.execute(begun);
        } catch (RejectedExecutionException e) {
            begun.result = ConnectionFailures.of(e);
        }
    }

    void end() {
        running = null;
    }

    /** Whether the running attempt waits for a connection from the pool. */
    boolean isWaiting() {
        return probe.isWaiting();
    }

    /** Why a pooler before the database makes clients wait; empty if none is known that does. */
    Optional<String> fullPooler() {
        return probe.fullPooler();
    }

    /** One ping or warm-up. */
    final class Attempt implements Runnable {
        final int connections;
        final Duration timeout;
        /** Whether timeouts of this attempt set the database to down. That is undone if the pool turns out to have been full. */
        boolean causedDown;
        /** Published by the later write to {@code result}. */
        int opened;

        volatile @Nullable PingResult result;

        private final long beganNanos = ticker.nanos();
        private int timeouts;

        private Attempt(int connections, Duration timeout) {
            this.connections = connections;
            this.timeout = timeout;
        }

        /** Whether it has run for its timeout since the last call that returned {@code true}, at first since its beginning. */
        boolean timesOut() {
            Duration limit = timeout.multipliedBy((long) (timeouts + 1) * Math.max(1, connections));
            boolean over = ticker.nanos() - beganNanos > limit.toNanos();
            timeouts += over ? 1 : 0;
            return over;
        }

        @Override
        public void run() {
            try {
                if (connections == 0) {
                    result = probe.ping(timeout);
                } else {
                    opened = probe.warmUp(connections);
                    result = new PingResult.Answered(Duration.ofNanos(ticker.nanos() - beganNanos));
                }
            } catch (Throwable e) {
                result = ConnectionFailures.of(e);
            }
        }
    }
}
