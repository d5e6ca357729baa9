package io.leasewatch.monitor.redis;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.pool.PollingThread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Polls one Redis server at intervals on its own thread, and keeps the latest status.
 *
 * <p>Only that thread uses the connection. {@link #status} may be called by any thread and does not wait. The thread never waits longer
 * than the timeout for one answer, and ends after {@link #close}, which does not wait for it.
 */
final class RedisPoller implements AutoCloseable {

    private static final Logger LOG = SafeLogger.of(RedisPoller.class);

    private final RedisAddress address;
    private final RedisSettings settings;
    private final InstantSource clock;
    private final Ticker ticker;
    private final PollingThread thread;

    private volatile @Nullable RedisClient client;
    private volatile RedisStatus status;

    RedisPoller(RedisAddress address, RedisSettings settings, InstantSource clock, Ticker ticker) {
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        this.ticker = ticker;
        this.status = RedisStatus.connecting(address.name(), clock.instant());
        this.thread = new PollingThread("leasewatch-redis", settings.interval(), this::poll, this::disconnect);
    }

    void start() {
        thread.start();
    }

    RedisStatus status() {
        return status;
    }

    private boolean poll() {
        try {
            RedisClient current = client;
            if (current == null) {
                current = RedisClient.open(address, settings);
                client = current;
            }
            RedisSnapshot answer = current.poll(clock, ticker);
            update(status.answered(answer));
            return true;
        } catch (Throwable e) {
            disconnect();
            update(status.failed(RedisFailure.of(e, settings), clock.instant()));
            return false;
        }
    }

    private void disconnect() {
        RedisClient current = client;
        client = null;
        if (current != null) {
            current.close();
        }
    }

    private void update(RedisStatus next) {
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
                    "LSW2202W: Redis at {0} is {1}; its metrics are missing until it answers. The error was: {2}",
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
        RedisClient current = client;
        if (current != null) {
            current.abort();
        }
    }
}
