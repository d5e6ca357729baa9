package io.leasewatch.monitor.redis;

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
 * The Redis server that is configured, if one is. To the pools it is one more: its clients are what is in use of it.
 *
 * <p>Thread-safe; nobody who asks waits for Redis. While none is configured nothing runs, and no class of the client is loaded.
 */
public final class RedisWatch implements PoolSource, SummaryPart, AutoCloseable {

    private final InstantSource clock;
    private final Ticker ticker;
    private @Nullable RedisSettings applied;
    private boolean closed;

    private volatile @Nullable RedisPoller inquiry;

    public RedisWatch(InstantSource clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Watches what is configured now. If that is anything else than before, it begins anew. */
    public synchronized void apply(RedisSettings settings) {
        if (closed || settings.equals(applied)) {
            return;
        }
        stop();
        applied = settings;
        settings.address().ifPresent(address -> {
            RedisPoller next = new RedisPoller(address, settings, clock, ticker);
            inquiry = next;
            next.start();
        });
    }

    /** How it is. */
    public RedisStatus status() {
        RedisPoller asked = inquiry;
        return asked == null ? RedisStatus.off(clock.instant()) : asked.status();
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

    /** Its clients are among the pools. */
    @Override
    public String text() {
        RedisStatus status = status();
        RedisSnapshot answer = status.answer();
        return status.state() == RedisState.OFF
                ? ""
                : "Redis " + status.state().word()
                        + (answer == null
                                ? ""
                                : ", answered in " + answer.responseTime().toMillis() + " ms");
    }

    /** Stops watching for good. What waits for an answer is ended. */
    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    private void stop() {
        RedisPoller before = inquiry;
        inquiry = null;
        if (before != null) {
            before.close();
        }
    }
}
