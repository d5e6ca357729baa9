package io.leasewatch.monitor.redis;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Makes one socket and no other: the client would silently connect again when a connection has ended, and so wait once more for a server
 * that does not answer. Any thread may close it.
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
        // May take as long as the timeout, in which nobody is to be kept from closing.
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
            // Then its timeout ends it.
        }
    }
}
