package io.leasewatch.monitor.postgres;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of the wire behind a connection that somebody else works with.
 *
 * <p>By fields only: calling {@code unwrap} on a server's handle may give it a connection again, or change what its borrower reads at
 * that moment. What is called in the end are the driver's plain getters; none of them waits, locks, or speaks to the database. The
 * driver's classes are of whoever brought it, so nothing of it is kept, and nothing is known here but names.
 */
final class SocketFinder {

    /** A server's handle, around a pool's, around the driver's own for a pool: with room for more. */
    private static final int DEEPEST = 12;

    /** What servers, pools and drivers call the connection behind theirs: Liberty, Hikari and ours, Agroal, DBCP and Tomcat, C3P0, pgjdbc. */
    private static final List<String> NAMES =
            List.of("connImpl", "delegate", "wrappedConnection", "connection", "inner", "con", "next");

    /** Keeps connections in what are none. */
    private static final String TOMCAT = "org.apache.tomcat.jdbc.pool.";

    private SocketFinder() {}

    /** {@code null} if {@code connection} is none of PostgreSQL's, or if it cannot be told. */
    static @Nullable SocketEndpoint of(@Nullable Object connection) {
        try {
            Object at = connection;
            for (int depth = 0; at != null && depth < DEEPEST; depth++) {
                if (Proxy.isProxyClass(at.getClass())) {
                    at = Proxy.getInvocationHandler(at);
                } else if (answers(at, "getBackendPID") && answers(at, "getQueryExecutor")) {
                    return end(at);
                } else {
                    at = behind(at);
                }
            }
            return null;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable SocketEndpoint end(Object driver) throws ReflectiveOperationException {
        Object executor = call(driver, "getQueryExecutor");
        Object stream = executor == null ? null : value(executor, "pgStream");
        if (stream == null
                || !(call(driver, "getBackendPID") instanceof Integer pid)
                || !(call(stream, "getSocket") instanceof Socket socket)) {
            return null;
        }
        InetAddress server = socket.getInetAddress();
        int port = socket.getLocalPort();
        return server == null || port <= 0
                ? null
                : new SocketEndpoint(pid, port, server.getHostAddress(), socket.getPort());
    }

    private static @Nullable Object behind(Object outer) throws ReflectiveOperationException {
        for (String name : NAMES) {
            Object inner = value(outer, name);
            if (inner instanceof Connection
                    || (inner != null && inner.getClass().getName().startsWith(TOMCAT))) {
                return inner;
            }
        }
        return null;
    }

    private static boolean answers(Object object, String question) {
        return Arrays.stream(object.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(question) && method.getParameterCount() == 0);
    }

    private static @Nullable Object call(Object object, String question) throws ReflectiveOperationException {
        Method method = object.getClass().getMethod(question);
        // Public, but perhaps of a class that is not.
        method.setAccessible(true);
        return method.invoke(object);
    }

    private static @Nullable Object value(Object object, String name) throws ReflectiveOperationException {
        for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(object);
                }
            }
        }
        return null;
    }
}
