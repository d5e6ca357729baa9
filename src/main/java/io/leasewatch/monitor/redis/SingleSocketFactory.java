package io.leasewatch.monitor.redis;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Creates one socket only. Otherwise the client would silently reconnect after a connection has ended, and wait again for a server that
 * does not answer. Any thread may call {@link #close}.
 */
final class SingleSocketFactory implements JedisSocketFactory {

    private final JedisSocketFactory factory;
    private boolean made;
    private @Nullable Socket socket;

    SingleSocketFactory(JedisSocketFactory factory) {
        this.factory = factory;
    }

    @Override
    public Socket createSocket() {
        synchronized (this) {
            if (made) {
                throw new JedisConnectionException("The connection has ended.");
            }
            made = true;
        }
        // Outside the lock, because connecting may take as long as the timeout and must not block close().
        Socket connected = factory.createSocket();
        synchronized (this) {
            socket = connected;
        }
        return connected;
    }

    void close() {
        Socket open;
        synchronized (this) {
            made = true;
            open = socket;
        }
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // The socket's timeout ends it then.
        }
    }
}
