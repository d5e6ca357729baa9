package io.leasewatch.monitor.redis;

import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A connection to a Redis server. One thread talks; any may {@link #abort}.
 *
 * <p>It asks what costs the server a fixed amount: not for a list of its clients, which would grow with them.
 */
final class RedisClient implements AutoCloseable {

    private static final String MAX_CLIENTS = "maxclients";

    private final SingleSocketFactory socket;
    private final Jedis jedis;
    private boolean mayReadConfiguration = true;

    private RedisClient(HostAndPort where, JedisClientConfig config) {
        this.socket = new SingleSocketFactory(new DefaultJedisSocketFactory(where, config));
        this.jedis = new Jedis(socket, config);
    }

    /** Connects and logs in; waits for neither, nor for any answer from then on, longer than the timeout. */
    static RedisClient open(RedisAddress address, RedisSettings settings) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(settings.timeoutMillis())
                .socketTimeoutMillis(settings.timeoutMillis())
                .ssl(address.tls())
                // What every version and every proxy understands, and nothing that a rule may refuse.
                .serverDefaultProtocol()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (!settings.user().isEmpty()) {
            config.user(settings.user());
        }
        if (!settings.password().isEmpty()) {
            config.password(settings.password());
        }
        RedisClient opened = new RedisClient(new HostAndPort(address.host(), address.port()), config.build());
        try {
            opened.jedis.connect();
            opened.introduce();
            return opened;
        } catch (Throwable e) {
            opened.close();
            throw e;
        }
    }

    /** So that whoever looks at the server's clients knows who this is. */
    private void introduce() {
        try {
            jedis.clientSetname("leasewatch");
        } catch (JedisDataException e) {
            // Not everybody may; it goes without a name.
        }
    }

    RedisSnapshot ask(InstantSource clock, Ticker ticker) {
        long begun = ticker.nanos();
        RedisInfo info = RedisInfo.parse(jedis.info());
        Duration responseTime = Duration.ofNanos(ticker.nanos() - begun);
        Long maxClients = info.number(MAX_CLIENTS);
        return RedisSnapshot.of(
                info, maxClients == null ? configuredMaxClients() : maxClients, responseTime, clock.instant());
    }

    /** Servers before 7 say it here only; hosted ones let nobody ask. */
    private @Nullable Long configuredMaxClients() {
        if (!mayReadConfiguration) {
            return null;
        }
        try {
            return RedisInfo.whole(jedis.configGet(MAX_CLIENTS).get(MAX_CLIENTS));
        } catch (JedisDataException e) {
            mayReadConfiguration = false;
            return null;
        }
    }

    /** Ends whatever waits for an answer, and whatever would ask after it. */
    void abort() {
        socket.close();
    }

    @Override
    public void close() {
        try {
            jedis.close();
        } catch (RuntimeException e) {
            // A connection that is broken cannot take its leave.
        }
    }
}
