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
 * A connection to a Redis server. Used by one thread, but any thread may call {@link #abort}.
 *
 * <p>Sends only commands whose cost for the server is constant. It does not list clients, because that cost grows with their number.
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

    /** Connects and logs in. The timeout of {@code settings} applies to the connect, and to each answer. */
    static RedisClient open(RedisAddress address, RedisSettings settings) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(settings.timeoutMillis())
                .socketTimeoutMillis(settings.timeoutMillis())
                .ssl(address.tls())
                // Every version and every proxy understands this, and no access rule can reject it.
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
            opened.setName();
            return opened;
        } catch (Throwable e) {
            opened.close();
            throw e;
        }
    }

    /** Sets the client name, so that this connection is recognizable in {@code CLIENT LIST}. */
    private void setName() {
        try {
            jedis.clientSetname("leasewatch");
        } catch (JedisDataException e) {
            // The user may lack the permission. The connection works without a name.
        }
    }

    RedisSnapshot poll(InstantSource clock, Ticker ticker) {
        long begun = ticker.nanos();
        RedisInfo info = RedisInfo.parse(jedis.info());
        Duration responseTime = Duration.ofNanos(ticker.nanos() - begun);
        Long maxClients = info.number(MAX_CLIENTS);
        return RedisSnapshot.of(
                info, maxClients == null ? configuredMaxClients() : maxClients, responseTime, clock.instant());
    }

    /** Reads the limit with {@code CONFIG GET}, for servers before version 7. Hosted servers usually forbid that command. */
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

    /** Closes the socket, so that the current command and all later ones fail. */
    void abort() {
        socket.close();
    }

    @Override
    public void close() {
        try {
            jedis.close();
        } catch (RuntimeException e) {
            // The connection is broken.
        }
    }
}
