package io.leasewatch.core.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;

/**
 * The only connection of a pool that hands out what it has, without a handle of its own before it: as soon as one borrower closes it,
 * it is lent to another, and whoever closes it then closes another's.
 */
final class LentConnection {

    private final Connection connection = (Connection) Proxy.newProxyInstance(
            LentConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                    beforeClose();
                    close();
                }
                return null;
            });

    Waiting beforeClose = () -> {};
    private boolean lent;
    private int closed;
    private int closedWhileLentToAnother;

    /** Something that may wait. */
    interface Waiting {
        void run() throws InterruptedException;
    }

    synchronized Connection lend() {
        lent = true;
        return connection;
    }

    private void beforeClose() throws InterruptedException {
        beforeClose.run();
    }

    private synchronized void close() {
        closed++;
        if (!lent) {
            closedWhileLentToAnother++;
        }
        lent = false;
    }

    synchronized int closed() {
        return closed;
    }

    synchronized int closedWhileLentToAnother() {
        return closedWhileLentToAnother;
    }
}
