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
 * Finds the socket of a JDBC connection that an application is using.
 *
 * <p>Reads fields by reflection, because {@code unwrap} on a server's handle may associate it with a connection again, or change results
 * that its borrower is reading. At the end it calls plain getters of the driver, which do not block, lock or contact the database. The
 * driver may come from any class loader, so its classes are referenced by name only, and no reference to them is kept.
 */
final class SocketFinder {

    /** The maximum number of nested wrappers. Usual are three: of the server, of a pool, and of the driver. */
    private static final int DEEPEST = 12;

    /** The fields that hold the wrapped connection in Liberty, HikariCP and Leasewatch, Agroal, DBCP and Tomcat, C3P0, and pgjdbc. */
    private static final List<String> NAMES =
            List.of("connImpl", "delegate", "wrappedConnection", "connection", "inner", "con", "next");

    /** Tomcat wraps connections in classes that are not connections. */
    private static final String TOMCAT = "org.apache.tomcat.jdbc.pool.";

    private SocketFinder() {}

    /** The socket of {@code connection}; {@code null} if it is not a connection of PostgreSQL, or if the socket cannot be found. */
    static @Nullable SocketEndpoint of(@Nullable Object connection) {
        try {
            Object at = connection;
            for (int depth = 0; at != null && depth < DEEPEST; depth++) {
                if (Proxy.isProxyClass(at.getClass())) {
                    at = Proxy.getInvocationHandler(at);
                } else if (hasMethod(at, "getBackendPID") && hasMethod(at, "getQueryExecutor")) {
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

    private static boolean hasMethod(Object object, String name) {
        return Arrays.stream(object.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(name) && method.getParameterCount() == 0);
    }

    private static @Nullable Object call(Object object, String name) throws ReflectiveOperationException {
        Method method = object.getClass().getMethod(name);
        // The method is public, but its class may not be.
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
