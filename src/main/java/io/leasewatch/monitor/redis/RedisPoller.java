package io.leasewatch.monitor.redis;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.pool.PollingThread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks one Redis server at intervals, on a thread of its own, and keeps what it said.
 *
 * <p>Only that thread talks to the server, so whoever wants to know never waits. Whatever the server does, the thread waits no longer for
 * it than the timeout at a time, and it ends after {@link #close}, which itself does not wait.
 */
final class RedisPoller implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RedisPoller.class.getName());

    private final RedisAddress address;
    private final RedisSettings settings;
    private final InstantSource clock;
    private final Ticker ticker;
    private final PollingThread thread;

    private volatile @Nullable RedisClient conversation;
    private volatile RedisStatus status;

    RedisPoller(RedisAddress address, RedisSettings settings, InstantSource clock, Ticker ticker) {
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        this.ticker = ticker;
        this.status = RedisStatus.connecting(address.name(), clock.instant());
        this.thread = new PollingThread("leasewatch-redis", settings.interval(), this::isAnswered, this::hangUp);
    }

    void start() {
        thread.start();
    }

    RedisStatus status() {
        return status;
    }

    private boolean isAnswered() {
        try {
            RedisClient talk = conversation;
            if (talk == null) {
                talk = RedisClient.open(address, settings);
                conversation = talk;
            }
            RedisSnapshot answer = talk.ask(clock, ticker);
            become(status.answered(answer));
            return true;
        } catch (Throwable e) {
            hangUp();
            become(status.failed(RedisFailure.of(e, settings), clock.instant()));
            return false;
        }
    }

    private void hangUp() {
        RedisClient talk = conversation;
        conversation = null;
        if (talk != null) {
            talk.close();
        }
    }

    private void become(RedisStatus next) {
        RedisState before = status.state();
        status = next;
        if (thread.isStopped() || next.state() == before) {
            return;
        }
        if (next.state() == RedisState.UP) {
            RedisSnapshot last = next.last();
            LOG.log(
                    Level.INFO,
                    "LSW2201I: Redis at {0} answers: {1}.",
                    next.name(),
                    last == null ? "" : last.version());
        } else {
            LOG.log(
                    Level.WARNING,
                    "LSW2202W: Redis at {0} is {1}; its numbers are missing until it answers: {2}",
                    next.name(),
                    next.state().word(),
                    next.lastError());
        }
    }

    /** Whether the thread has ended. */
    boolean hasEnded() {
        return thread.hasEnded();
    }

    @Override
    public void close() {
        thread.stop();
        RedisClient talk = conversation;
        if (talk != null) {
            talk.abort();
        }
    }
}
