package io.leasewatch.monitor.redis;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.SummaryPart;
import io.leasewatch.spi.WatchedBy;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configured Redis server, if any. It also appears as a pool: its connected clients are the connections in use.
 *
 * <p>Thread-safe; no method waits for Redis. If none is configured, no thread runs and no class of the client is loaded.
 */
public final class RedisWatch implements PoolSource, SummaryPart, AutoCloseable {

    private final InstantSource clock;
    private final Ticker ticker;
    private @Nullable RedisSettings applied;
    private boolean closed;

    private volatile @Nullable RedisPoller poller;

    public RedisWatch(InstantSource clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Applies new settings. If they differ from the current ones, polling restarts. */
    public synchronized void apply(RedisSettings settings) {
        if (closed || settings.equals(applied)) {
            return;
        }
        stop();
        applied = settings;
        settings.address().ifPresent(address -> {
            RedisPoller next = new RedisPoller(address, settings, clock, ticker);
            poller = next;
            next.start();
        });
    }

    /** The current status. */
    public RedisStatus status() {
        RedisPoller current = poller;
        return current == null ? RedisStatus.off(clock.instant()) : current.status();
    }

    @Override
    public List<PoolReading> read() {
        RedisStatus status = status();
        RedisSnapshot answer = status.answer();
        Integer clients = answer == null ? null : count(answer.connectedClients());
        if (answer == null || clients == null) {
            return List.of();
        }
        return List.of(PoolReading.of("redis/" + status.name(), WatchedBy.POOL_NUMBERS, answer.timestamp())
                .kind(PoolKind.REDIS)
                .open(0, clients)
                .max(count(answer.maxClients()))
                .build());
    }

    private static @Nullable Integer count(@Nullable Long number) {
        return number == null ? null : (Integer) (int) Math.min(Integer.MAX_VALUE, number);
    }

    @Override
    public Subject subject() {
        return Subject.REDIS;
    }

    /** State, response time, commands and memory. The number of clients appears with the pools. */
    @Override
    public String text() {
        RedisStatus status = status();
        RedisSnapshot answer = status.answer();
        return status.state() == RedisState.OFF
                ? ""
                : "Redis " + status.state().word()
                        + (answer == null
                                ? ""
                                : ", answered in " + answer.responseTime().toMillis() + " ms" + work(answer));
    }

    /** What the server does, as far as it reports it. */
    private static String work(RedisSnapshot answer) {
        return worded(answer.commandsProcessed(), " commands")
                + worded(answer.opsPerSecond(), " operations per second")
                + (answer.usedMemory() == null
                        ? ""
                        : ", " + HumanText.bytes(answer.usedMemory())
                                + (answer.maxMemory() == null ? "" : " of " + HumanText.bytes(answer.maxMemory()))
                                + " of memory");
    }

    private static String worded(@Nullable Long number, String words) {
        return number == null ? "" : ", " + number + words;
    }

    /** Stops polling permanently. Aborts a connection that waits for an answer. */
    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    private void stop() {
        RedisPoller before = poller;
        poller = null;
        if (before != null) {
            before.close();
        }
    }
}
